package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The changes that were found in a recorded file, in the order in which they were raised. Not thread-safe. */
final class FoundChanges {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("series_id", "index", "cp_index", "direction")
            .setRecordSeparator('\n')
            .get();

    private final List<FoundChange> changes = new ArrayList<>();

    void add(FoundChange change) {
        changes.add(change);
    }

    int count() {
        return changes.size();
    }

    /** How many are larger than a threshold, either way; from 0 every change is. */
    long beyond(double thresholdPercent) {
        return changes.stream()
                .map(FoundChange::percent)
                .filter(percent -> percent == null || Math.abs(percent) > thresholdPercent)
                .count();
    }

    void score(Scoreboard scoreboard) {
        changes.forEach(change -> scoreboard.alert(change.seriesId(), change.index()));
    }

    /** Writes {@code series_id,index,cp_index,direction}. */
    void write(Path target) {
        try (BufferedWriter writer = Files.newBufferedWriter(target);
                CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
            for (FoundChange change : changes) {
                csv.printRecord(change.seriesId(), change.index(), change.changePoint(), change.direction());
            }
        } catch (IOException e) {
            throw unwritable(target, FileTrouble.of(e));
        }
    }

    static CommandFailure unwritable(Path target, String why) {
        return new CommandFailure(
                "alerts cannot be written to '" + target + "' (" + why + "); name another file with --out");
    }

    /** The first changes as a table. */
    List<String> lines(int limit, int width) {
        TextTable table = new TextTable("~SERIES", ">INDEX", ">CHANGE POINT", "DIRECTION", ">FROM", ">TO", ">CHANGE");
        changes.stream().limit(limit).forEach(change -> {
            Double percent = change.percent();
            table.row(
                    change.seriesId(),
                    Long.toString(change.index()),
                    Long.toString(change.changePoint()),
                    change.direction(),
                    PlainNumber.of(change.before()),
                    PlainNumber.of(change.after()),
                    percent == null ? "from 0" : PercentText.signed(percent));
        });
        return table.lines(width);
    }

    ArrayNode json() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> list.add(change.json()));
        return list;
    }
}
