package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.List;

/** The part of the page about how files were read: their encoding, delimiters and line ends, and what columns mean. */
final class ManifestSection {

    private static final int SHOWN = 12;

    private final Html html;
    private final List<Manifest> manifests;

    ManifestSection(Html html, List<Manifest> manifests) {
        this.html = html;
        this.manifests = manifests;
    }

    void write() {
        html.raw("<details><summary>How the files were read</summary>");
        html.head(
                "file",
                "encoding",
                "delimiter",
                "line ends",
                "quotes",
                "#rows before the header",
                "#lines",
                "#bytes",
                "SHA-256");
        for (Manifest file : manifests) {
            html.row(List.of(
                    file.file(),
                    file.encoding() + (file.mark() ? " with mark" : ""),
                    delimiter(file.delimiter()),
                    file.lineEnds(),
                    file.quoted() ? "yes" : "no",
                    file.preamble(),
                    file.lines(),
                    file.bytes(),
                    file.sha256().substring(0, Math.min(SHOWN, file.sha256().length()))));
        }
        html.tail().raw("</details>");
        manifests.stream().filter(file -> !file.columns().isEmpty()).forEach(this::columns);
    }

    private void columns(Manifest file) {
        html.raw("<details><summary>").text("Columns of " + file.file()).raw("</summary>");
        html.head("title", "is read as", "dates", "currency");
        for (Manifest.Column column : file.columns()) {
            List<Object> cells = new ArrayList<>(List.of(column.title(), meaning(column.meaning())));
            cells.add(column.dateOrder());
            cells.add(column.currency());
            html.row(cells);
        }
        html.tail().raw("</details>");
    }

    private static String meaning(String name) {
        if (name.startsWith("custom.")) {
            return "custom field " + name.substring("custom.".length());
        }
        return name.startsWith("extra.") ? "nothing known; kept aside" : name;
    }

    private static String delimiter(String character) {
        return switch (character) {
            case "," -> "comma";
            case ";" -> "semicolon";
            case "\t" -> "tab";
            case "|" -> "bar";
            default -> "";
        };
    }
}
