package org.crmmigration.mapping.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void knowsTheLineOfEveryKey() {
        // When
        Tree.Branch tree = YamlReader.read("m.yaml", "a:\n  b: 1\n  c:\n    - x\n    - y\n");

        // Then
        assertThat(tree.children())
                .hasEntrySatisfying(
                        "a",
                        a -> assertThat(a)
                                .isInstanceOfSatisfying(
                                        Tree.Branch.class,
                                        branch -> assertThat(branch.children())
                                                .hasEntrySatisfying(
                                                        "c",
                                                        c -> assertThat(c.place())
                                                                .isEqualTo(new Place("m.yaml", 3)))));
    }

    @Test
    void readsBackWhatTheWriterWrote() {
        // Given
        Tree.Branch tree = YamlReader.read(
                "m.yaml",
                "a: 'yes'\nb: \"1\"\nc: 'null'\nd: ['#x', \"a: b\", 'ü']\ne: {f: ''}\ng: |\n  two\n  lines\n");

        // When
        String text = YamlWriter.write(tree);

        // Then
        assertThat(YamlWriter.write(YamlReader.read("m.yaml", text))).isEqualTo(text);
        assertThat(texts(YamlReader.read("other", text))).isEqualTo(texts(tree));
    }

    @Test
    void constructsNothingAndExpandsNothing() {
        assertThatThrownBy(() -> YamlReader.read("m.yaml", "a: &x [1]\nb: *x\n"))
                .isInstanceOf(InvalidMapping.class);
        assertThatThrownBy(() -> YamlReader.read("m.yaml", "a: !!javax.script.ScriptEngineManager text\n"))
                .isInstanceOf(InvalidMapping.class);
    }

    @Test
    void takesAwayWhatIsGone() {
        // Given
        Tree base = YamlReader.read("base", "a: {b: 1, c: 2}\nd: 3\n");
        Tree over = YamlReader.read("over", "a: {b: ~, e: 4}\n");

        // When
        Tree merged = base.overlaid(over, _ -> false).pruned(_ -> false);

        // Then
        assertThat(YamlWriter.write(merged)).isEqualTo("a:\n  c: '2'\n  e: '4'\nd: '3'\n");
    }

    private static String texts(Tree tree) {
        return switch (tree) {
            case Tree.Branch branch -> {
                StringBuilder text = new StringBuilder("{");
                branch.children()
                        .forEach((key, child) -> text.append(key)
                                .append(':')
                                .append(texts(child))
                                .append(';'));
                yield text.append('}').toString();
            }
            case Tree.Items items ->
                items.items().stream().map(YamlReaderTest::texts).toList().toString();
            case Tree.Leaf leaf -> leaf.text();
            case Tree.Gone _ -> "~";
        };
    }
}
