package org.crmmigration.pipedrive.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Pipedrive said about a refused value, without the value: only words of a closed vocabulary, names of fields and
 * field codes pass, everything else becomes an ellipsis, for messages quote what was sent and that may be personal data.
 *
 * @param field the field named, as Pipedrive names it; a custom field by its code
 * @param sentence what is left of the message
 */
record RefusalText(@Nullable String field, String sentence) {

    private static final Pattern CODE = Pattern.compile("\\b[0-9a-f]{40}\\b");
    private static final Pattern NAMED = Pattern.compile("^Validation failed: ([a-z_]{2,40})\\b");
    private static final Pattern FIRST = Pattern.compile("^([a-z]+_[a-z_]{1,40}) ");
    private static final Pattern QUOTED = Pattern.compile("^\"([a-z_]{2,40})\" ");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{40}|[\\p{L}\\p{N}_]+(['’][\\p{L}]+)?|[:,.]");
    private static final int LONGEST = 240;

    private static final Set<String> WIRE_NAMES = words("""
            name first_name last_name title owner_id org_id person_id deal_id pipeline_id stage_id add_time update_time
            emails phones email phone label label_ids visible_to marketing_status custom_fields address website value
            currency status won_time lost_time close_time lost_reason expected_close_date subject type due_date due_time
            duration done participants location note content user_id field_name field_type options is_archived
            archive_time probability public_description include_fields updated_since ids limit cursor sort_by
            sort_direction field_code primary product_id item_price quantity comments billing_frequency
            billing_frequency_cycles billing_start_date is_enabled""");

    private static final Set<String> VOCABULARY = words("""
            a account accessible add already available allowed allows an and any are array as associated at be because been boolean
            body cannot change changed character characters company contain could couldn't custom datetime date day deal
            deals delete deleted do does doesn't empty entity enum error exist exists expected failed false feature field
            fields for format forbidden found from given go goes has have id ids in info integer internal invalid is it
            item items key keys label labels lead least length less limit list long longer match maximum members minimum
            missing more most multi must no non not note null number object objects of on one only open option options
            or order organization organizations parameter part permissions person persons pipeline plan project product
            provided reached read refers request required same schema server set setting single stage string text than
            the this time timezone to too true type unknown unsupported use used user users valid validation value
            values when with without you your zero 14 100 255 500 10000 65000 65k""");

    static RefusalText of(String message) {
        return new RefusalText(field(message), clean(message));
    }

    private static @Nullable String field(String message) {
        Matcher code = CODE.matcher(message);
        if (code.find()) {
            return code.group();
        }
        for (Pattern pattern : List.of(NAMED, QUOTED, FIRST)) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.find() && WIRE_NAMES.contains(matcher.group(1))) {
                return matcher.group(1);
            }
        }
        return null;
    }

    private static String clean(String message) {
        List<String> kept = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(message);
        while (tokens.find()) {
            String token = tokens.group();
            String word = known(token) ? token : "…";
            if (!word.equals("…") || kept.isEmpty() || !kept.getLast().equals("…")) {
                kept.add(word);
            }
        }
        String sentence = String.join(" ", kept).replaceAll(" ([:,.])", "$1").strip();
        if (sentence.isEmpty() || sentence.equals("…")) {
            return "Pipedrive refused the request without a reason that can be shown";
        }
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
    }

    private static boolean known(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        return (token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0)))
                || VOCABULARY.contains(lower)
                || WIRE_NAMES.contains(lower)
                || CODE.matcher(token).matches();
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
