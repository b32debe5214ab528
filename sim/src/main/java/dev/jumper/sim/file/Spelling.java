package dev.jumper.sim.file;

import java.util.Collection;
import java.util.Comparator;

/// Guesses which word was meant.
final class Spelling {
    private static final int MOST_MISTAKES = 2;

    private Spelling() {}

    /// Returns what to tell of a `word` that is none of `known`: the one that was probably meant, or else all.
    static String expected(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "expected none here";
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= mistakes(word))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "did you mean " + candidate + "?")
                .orElseGet(() -> "expected " + (known.size() == 1 ? "" : "one of ") + String.join(", ", known));
    }

    /// Returns how many mistakes a word may have and still be recognised.
    private static int mistakes(String word) {
        return Math.min(word.length() - 1, Math.min(MOST_MISTAKES, (word.length() + 2) / 3));
    }

    /// Returns how many letters are to be changed, added or left out, small and capital ones being the same.
    private static int distance(String word, String candidate) {
        int[] row = new int[candidate.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                char a = Character.toLowerCase(word.charAt(i - 1));
                char b = Character.toLowerCase(candidate.charAt(j - 1));
                int changed = diagonal + (a == b ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[candidate.length()];
    }
}
