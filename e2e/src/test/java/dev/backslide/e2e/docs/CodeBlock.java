package dev.backslide.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of README or docs. Its info string begins with its language; {@code text} is no code. A block that cannot run in a test
 * goes on with {@code not run: } and the reason. Immutable.
 *
 * @param file of the block
 * @param line of its fence, from 1
 * @param info what follows the fence
 * @param lines between the fences
 */
record CodeBlock(Path file, int line, String info, List<String> lines) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String NOT_RUN = "not run: ";

    /** Every block, README's first. */
    static List<CodeBlock> all() {
        List<CodeBlock> blocks = new ArrayList<>(of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(file -> blocks.addAll(of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }

    static List<CodeBlock> of(String language) {
        return all().stream()
                .filter(block -> block.language().equals(language)
                        && block.reasonNotToRun().isEmpty())
                .toList();
    }

    private static List<CodeBlock> of(Path file) {
        List<CodeBlock> blocks = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int start = 0; start < lines.size(); start++) {
                if (lines.get(start).startsWith("```")) {
                    int end = start + 1;
                    while (!lines.get(end).equals("```")) {
                        end++;
                    }
                    String info = lines.get(start).substring(3).strip();
                    blocks.add(new CodeBlock(file, start + 1, info, List.copyOf(lines.subList(start + 1, end))));
                    start = end;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }

    String language() {
        return info.split(" ", 2)[0];
    }

    /** Why the block is not run; empty: it is. */
    String reasonNotToRun() {
        int at = info.indexOf(NOT_RUN);
        return at < 0 ? "" : info.substring(at + NOT_RUN.length());
    }

    String text() {
        return String.join("\n", lines);
    }

    /** As a test report shows it. */
    @Override
    public String toString() {
        return ROOT.relativize(file) + ":" + line;
    }
}
