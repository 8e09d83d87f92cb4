package org.crmmigration.sandbox.dynamics;

import java.util.Arrays;
import java.util.List;

/**
 * The preferences of one request.
 *
 * @param pageSize wanted rows a page, 5000 when not said
 */
record Prefer(boolean representation, boolean annotations, int pageSize, boolean continueOnError) {

    private static final int MOST = 5000;
    private static final String ANNOTATIONS = "odata.include-annotations=";
    private static final String PAGE_SIZE = "odata.maxpagesize=";

    static Prefer parse(String header) {
        List<String> wishes =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        int size = wishes.stream()
                .filter(wish -> wish.startsWith(PAGE_SIZE))
                .map(wish -> wish.substring(PAGE_SIZE.length()))
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(MOST);
        return new Prefer(
                wishes.contains("return=representation"),
                wishes.stream().anyMatch(wish -> wish.startsWith(ANNOTATIONS)),
                Math.clamp(size, 1, MOST),
                wishes.contains("odata.continue-on-error"));
    }
}
