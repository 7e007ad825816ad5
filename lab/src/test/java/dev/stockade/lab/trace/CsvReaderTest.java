package dev.stockade.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stockade.lab.trace.CsvReader.Entry;
import dev.stockade.lab.trace.CsvReader.Fields;
import dev.stockade.lab.trace.CsvReader.Malformed;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CsvReaderTest {
  @Test
  void fields_are_split_at_commas() throws IOException {
    assertThat(read("a,b,c\nd,,f\n"))
        .containsExactly(fields(1, "a", "b", "c"), fields(2, "d", "", "f"));
  }

  @Test
  void a_quoted_field_holds_commas_quotes_and_line_ends() throws IOException {
    assertThat(read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nnext\n"))
        .containsExactly(fields(1, "a,b", "say \"hi\"", "two\nlines"), fields(3, "next"));
  }

  @Test
  void every_kind_of_line_end_ends_a_line_and_the_last_may_be_missing() throws IOException {
    assertThat(read("a\r\nb\rc\nd"))
        .containsExactly(fields(1, "a"), fields(2, "b"), fields(3, "c"), fields(4, "d"));
  }

  @Test
  void blank_lines_are_no_records_and_are_counted() throws IOException {
    assertThat(read("a\n\n  \nb\n\n")).containsExactly(fields(1, "a"), fields(4, "b"));
  }

  @Test
  void an_empty_text_has_no_records() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void a_quote_that_is_never_closed_costs_one_line() throws IOException {
    assertThat(read("a,\"b\nc,d\ne,f\n"))
        .containsExactly(
            new Malformed(1, 2, "a quote is opened and never closed"),
            fields(2, "c", "d"),
            fields(3, "e", "f"));
  }

  @Test
  void a_quote_that_is_not_closed_soon_counts_as_never_closed() throws IOException {
    String text = "\"a\n" + "x\n".repeat(CsvReader.MAX_LINES) + "b\"\n";

    List<Entry> entries = read(text);

    assertThat(entries).hasSize(CsvReader.MAX_LINES + 2);
    assertThat(entries.getFirst()).isInstanceOf(Malformed.class);
    assertThat(entries.get(1)).isEqualTo(fields(2, "x"));
  }

  @Test
  void text_behind_a_closing_quote_is_malformed() throws IOException {
    assertThat(read("a,\"b\"c,d\ne\n"))
        .containsExactly(new Malformed(1, 2, "text follows the closing quote"), fields(2, "e"));
  }

  @Test
  void a_quote_inside_a_bare_field_is_malformed() throws IOException {
    assertThat(read("a,b,c\"d\"\ne\n"))
        .containsExactly(
            new Malformed(1, 3, "a quote stands inside a field that does not begin with one"),
            fields(2, "e"));
  }

  @Test
  void a_line_without_end_is_malformed_and_not_kept() throws IOException {
    List<Entry> entries = read("x".repeat(Lines.MAX_LENGTH + 1) + "\na\n");

    assertThat(entries).hasSize(2).last().isEqualTo(fields(2, "a"));
    assertThat(entries.getFirst()).isInstanceOf(Malformed.class);
  }

  @Test
  void whatever_is_written_is_read_again() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var records = new ArrayList<List<String>>();
      var text = new StringBuilder();
      for (int record = random.nextInt(1, 6); record > 0; record--) {
        List<String> values = values(random);
        records.add(values);
        text.append(line(values)).append(random.nextBoolean() ? "\r\n" : "\n");
      }

      List<Entry> entries = read(text.toString());

      assertThat(entries.stream().map(entry -> ((Fields) entry).values()))
          .as(text.toString())
          .containsExactlyElementsOf(records);
    }
  }

  private static List<String> values(Random random) {
    var values = new ArrayList<String>();
    values.add("1"); // a record of blanks alone would be a blank line
    for (int field = random.nextInt(5); field > 0; field--) {
      var value = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        value.append(
            "ab ,\"\né🐈"
                .codePoints().skip(random.nextInt(8)).findFirst().stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
      }
      values.add(value.toString());
    }
    return values;
  }

  private static String line(List<String> values) {
    return String.join(
        ",", values.stream().map(value -> "\"" + value.replace("\"", "\"\"") + "\"").toList());
  }

  private static Fields fields(long line, String... values) {
    return new Fields(line, List.of(values));
  }

  private static List<Entry> read(String text) throws IOException {
    var csv = new CsvReader(new StringReader(text));
    var entries = new ArrayList<Entry>();
    for (var entry = csv.next(); entry.isPresent(); entry = csv.next()) {
      entries.add(entry.get());
    }
    return entries;
  }
}
