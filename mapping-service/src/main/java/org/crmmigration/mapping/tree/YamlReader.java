package org.crmmigration.mapping.tree;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML text into a {@link Tree}. Nothing is constructed from the text, so a mapping file cannot run code; aliases of
 * lists and mappings and documents above 1 MiB are refused.
 */
public final class YamlReader {

    private static final int LARGEST = 1024 * 1024;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private YamlReader(String file) {
        this.file = file;
    }

    /**
     * The text as a tree; an empty text is an empty mapping.
     *
     * @param file the name problems are reported under
     * @throws InvalidMapping when it is not YAML, repeats a key or is not a mapping at the top
     */
    public static Tree.Branch read(String file, String text) {
        return new YamlReader(file).document(text);
    }

    private Tree.Branch document(String text) {
        if (text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0) {
            throw invalid(new Place(file, lineOf(text)), "this is not UTF-8 text; save the file as UTF-8");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                return new Tree.Branch(new Place(file, 1), Map.of());
            }
            Tree tree = tree(root, place(root.getStartMark()), "");
            if (!problems.isEmpty()) {
                throw new InvalidMapping(problems);
            }
            if (tree instanceof Tree.Branch branch) {
                return branch;
            }
            throw invalid(tree.place(), "a mapping file starts with keys such as 'version: 1'");
        } catch (MarkedYAMLException e) {
            Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
            throw invalid(mark == null ? new Place(file, 1) : place(mark), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw invalid(new Place(file, 1), sentence(String.valueOf(e.getMessage())));
        }
    }

    private static String sentence(String message) {
        return message.startsWith("Number of aliases")
                ? "aliases (&name, *name) of lists and mappings are not used here; write them out"
                : message.contains("exceeds the limit") ? "the file is larger than 1 MiB" : "not YAML: " + message;
    }

    /** The line of the first character that no UTF-8 text gives. */
    private static int lineOf(String text) {
        int nul = text.indexOf('\0');
        int replaced = text.indexOf('\uFFFD');
        int first = nul < 0 || (replaced >= 0 && replaced < nul) ? replaced : nul;
        return 1
                + Math.toIntExact(
                        text.substring(0, first).chars().filter(c -> c == '\n').count());
    }

    private Tree tree(Node node, Place place, String path) {
        return switch (node) {
            case MappingNode mapping -> branch(mapping, place, path);
            case SequenceNode sequence ->
                new Tree.Items(
                        place,
                        sequence.getValue().stream()
                                .map(item -> tree(item, place(item.getStartMark()), path))
                                .toList());
            case ScalarNode scalar when Tag.NULL.equals(scalar.getTag()) -> new Tree.Gone(place);
            case ScalarNode scalar -> new Tree.Leaf(place, scalar.getValue());
            default -> throw invalid(place, "this kind of YAML is not used in mapping files");
        };
    }

    private Tree.Branch branch(MappingNode mapping, Place place, String path) {
        Map<String, Tree> children = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String below = path.isEmpty() ? key : path + "." + key;
            if (children.put(key, tree(tuple.getValueNode(), at, below)) != null) {
                problems.add(new Problem(at, below, "stands here twice"));
            }
        }
        return new Tree.Branch(place, children);
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1);
    }

    private static InvalidMapping invalid(Place place, String message) {
        return new InvalidMapping(List.of(new Problem(place, "", message)));
    }
}
