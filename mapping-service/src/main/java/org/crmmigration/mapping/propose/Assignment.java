package org.crmmigration.mapping.propose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.propose.Proposal.Line;

/**
 * Gives each field of the destination to one line at most: lines ask for their candidates in order, a field stays with
 * the line that is surest of it, of equally sure ones with the earlier. What a line did not get is not mentioned either.
 */
final class Assignment {

    private final List<Line> lines;
    private final Map<String, Integer> owners = new HashMap<>();
    private final int[] asked;

    private Assignment(List<Line> lines) {
        this.lines = lines;
        this.asked = new int[lines.size()];
    }

    /** The lines in their order, each with the candidates that are left to it. */
    static List<Line> of(List<Line> lines) {
        return new Assignment(lines).assigned();
    }

    private List<Line> assigned() {
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int line = 0; line < lines.size(); line++) {
            waiting.add(line);
        }
        while (!waiting.isEmpty()) {
            ask(waiting.removeFirst(), waiting);
        }
        List<Line> assigned = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            assigned.add(left(line));
        }
        return assigned;
    }

    private void ask(int line, Deque<Integer> waiting) {
        while (asked[line] < lines.get(line).candidates().size()) {
            Candidate wanted = lines.get(line).candidates().get(asked[line]++);
            if (wanted.confidence() < Proposal.PROPOSED) {
                return;
            }
            Integer holder = owners.get(field(line, wanted));
            if (holder == null || surer(line, holder, wanted)) {
                owners.put(field(line, wanted), line);
                if (holder != null) {
                    waiting.addLast(holder);
                }
                return;
            }
        }
    }

    private boolean surer(int line, int holder, Candidate wanted) {
        double held = lines.get(holder).candidates().stream()
                .filter(candidate -> candidate.field().equals(wanted.field()))
                .mapToDouble(Candidate::confidence)
                .findFirst()
                .orElse(0);
        return wanted.confidence() > held || (wanted.confidence() == held && line < holder);
    }

    private Line left(int line) {
        Line whole = lines.get(line);
        List<Candidate> left = whole.candidates().stream()
                .filter(candidate -> owners.getOrDefault(field(line, candidate), line) == line)
                .toList();
        return new Line(whole.need(), left, whole.losses());
    }

    private String field(int line, Candidate candidate) {
        return lines.get(line).need().entity() + '|' + candidate.field().key();
    }
}
