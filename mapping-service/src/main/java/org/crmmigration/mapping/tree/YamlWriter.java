package org.crmmigration.mapping.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a {@link Tree} as YAML that reads back to an equal tree; the same tree always gives the same text. */
public final class YamlWriter {

    private YamlWriter() {}

    /** The text, without comments. */
    public static String write(Tree tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(plain(tree));
    }

    private static @Nullable Object plain(Tree tree) {
        return switch (tree) {
            case Tree.Branch branch -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                branch.children().forEach((key, child) -> map.put(key, plain(child)));
                yield map;
            }
            case Tree.Items list -> list.items().stream().map(YamlWriter::plain).toList();
            case Tree.Leaf leaf -> leaf.text();
            case Tree.Gone _ -> null;
        };
    }
}
