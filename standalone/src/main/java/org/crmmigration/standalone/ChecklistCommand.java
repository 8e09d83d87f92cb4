package org.crmmigration.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document a customer gets before the export. */
@Command(
        name = "checklist",
        description = {
            "Writes the export checklist for a customer: what to export from Kartra and how, as HTML and JSON,",
            "with the worksheet for what Kartra does not export (CSV)."
        },
        mixinStandardHelpOptions = true)
final class ChecklistCommand implements Callable<Integer> {

    private static final String WORKSHEET =
            "What,Name,Purpose,Starts when,Steps,Active,Recommended equivalent,Notes\r\n";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: checklist).",
            defaultValue = "checklist")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(names = "--customer", paramLabel = "NAME", description = "Whom the checklist is for.", defaultValue = "")
    @SuppressWarnings("NullAway.Init")
    String customer;

    @Option(names = "--json", description = "Print the checklist as JSON as well.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        String content = resource("export-checklist.json");
        JsonNode checklist = JsonMapper.shared().readTree(content);
        Files.createDirectories(out);
        Files.writeString(out.resolve("export-checklist.json"), content);
        Files.writeString(out.resolve("sequences-worksheet.csv"), WORKSHEET);
        Files.writeString(out.resolve("export-checklist.html"), html(checklist, customer));
        spec.commandLine().getOut().println(json ? content : "Checklist: " + out.resolve("export-checklist.html"));
        spec.commandLine().getOut().flush();
        return ExitCode.OK.status();
    }

    static String html(JsonNode checklist, String customer) throws IOException {
        StringBuilder page = new StringBuilder(1 << 14);
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(checklist, "title"))
                .append("</title><style>")
                .append(resource("export-checklist.css"))
                .append("</style></head><body><header><h1>")
                .append(escape(checklist, "title"))
                .append("</h1>");
        if (!customer.isBlank()) {
            page.append("<p class=\"for\">for ").append(escape(customer)).append("</p>");
        }
        page.append("<p>").append(escape(checklist, "about")).append("</p></header>");
        for (JsonNode section : checklist.path("sections")) {
            page.append("<section><h2>").append(escape(section, "title")).append("</h2>");
            for (JsonNode item : section.path("items")) {
                page.append("<div class=\"item\"><span class=\"box\"></span><div><b>")
                        .append(escape(item, "what"))
                        .append("</b><p>")
                        .append(escape(item, "how"))
                        .append("</p>")
                        .append(item.has("where") ? "<p class=\"where\">" + escape(item, "where") + "</p>" : "")
                        .append("</div></div>");
            }
            page.append("</section>");
        }
        return page.append("</body></html>\n").toString();
    }

    private static String escape(JsonNode node, String field) {
        return escape(node.path(field).asString(""));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ChecklistCommand.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
