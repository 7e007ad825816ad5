package dev.stockade.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceTest {
  private static final String HEAD = "timestamp,item,price_eth,seller,buyer\n";

  @TempDir private Path directory;

  @Test
  void a_row_becomes_a_sale() throws IOException {
    Trace trace = read(HEAD + "2017-08-10 16:04:36 UTC,0xff,0.300000,0x00,0x4b\n");

    assertThat(trace.badRows()).isEmpty();
    assertThat(trace.sales())
        .containsExactly(
            new Sale(2, Instant.parse("2017-08-10T16:04:36Z"), "0xff", 300_000, "0x00", "0x4b"));
  }

  @Test
  void a_byte_order_mark_quotes_and_windows_line_ends_are_read() throws IOException {
    Trace trace =
        read(
            "\uFEFF" + HEAD.strip() + "\r\n\"2017-08-10 16:04:36 UTC\",a,,,\"Ann, née \"\"B\"\"\"");

    assertThat(trace.sales()).singleElement().extracting(Sale::buyer).isEqualTo("Ann, née \"B\"");
  }

  @Test
  void an_empty_price_is_no_bad_row() throws IOException {
    Trace trace = read(HEAD + "2017-08-10 16:04:36 UTC,a,,s,b\n");

    assertThat(trace.sales()).singleElement().extracting(Sale::microEth).isEqualTo(0L);
  }

  @Test
  void sales_are_sorted_by_time_and_equal_ones_keep_their_order() throws IOException {
    Trace trace =
        read(
            HEAD
                + "2017-08-10 16:00:02 UTC,a,1,s,b\n"
                + "2017-08-10 16:00:01 UTC,a,1,s,b\n"
                + "2017-08-10 16:00:02 UTC,a,1,s,b\n"
                + "2017-08-10 16:00:01 UTC,a,1,s,b\n");

    assertThat(trace.sales()).extracting(Sale::line).containsExactly(3L, 5L, 2L, 4L);
  }

  @Test
  void a_window_keeps_its_sales_only() throws IOException {
    Trace trace =
        read(
            HEAD
                + "2021-03-12 23:59:59 UTC,a,1,s,b\n"
                + "2021-03-13 00:00:00 UTC,a,1,s,b\n"
                + "2021-03-14 00:00:00 UTC,a,1,s,b\n");

    assertThat(trace.within(Window.day(LocalDate.of(2021, 3, 13))))
        .extracting(Sale::line)
        .containsExactly(3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2017-08-10 16:04:36,a,1,s,b     | column 1 (timestamp): '2017-08-10 16:04:36' is not a time like 2017-08-10 16:04:36 UTC",
        "2017-02-30 16:04:36 UTC,a,1,s,b | column 1 (timestamp): '2017-02-30 16:04:36 UTC' is not a time like 2017-08-10 16:04:36 UTC",
        "2017-08-10 16:04:36 UTC,a,1x,s,b | column 3 (price_eth): '1x' is not a decimal number like 0.300000",
        "2017-08-10 16:04:36 UTC,a,-1,s,b | column 3 (price_eth): '-1' is negative",
        "2017-08-10 16:04:36 UTC,a,0.1234567,s,b | column 3 (price_eth): '0.1234567' has more than 6 decimals",
        "2017-08-10 16:04:36 UTC,a,1,s,  | column 5 (buyer): the buyer must not be blank",
        "2017-08-10 16:04:36 UTC,a,1,s   | column 5 (buyer): the row has 4 fields, not 5",
        "2017-08-10 16:04:36 UTC,a,1,s,b,c | column 6: the row has 6 fields, not 5",
        "2017-08-10 16:04:36 UTC,a,1,\"s\"t,b | column 4 (seller): text follows the closing quote",
      })
  void a_bad_row_is_told_with_its_line_and_column(String row, String told) throws IOException {
    Trace trace =
        read(
            HEAD
                + "2017-08-10 16:04:36 UTC,a,1,s,b\n"
                + row
                + "\n2017-08-10 16:04:36 UTC,a,1,s,b\n");

    assertThat(trace.badRows()).singleElement().hasToString("line 3, " + told);
    assertThat(trace.sales()).hasSize(2);
  }

  @Test
  void a_buyer_has_at_most_200_characters() throws IOException {
    Trace trace =
        read(
            HEAD
                + "2017-08-10 16:04:36 UTC,a,1,s,"
                + "🐈".repeat(200)
                + "\n"
                + "2017-08-10 16:04:36 UTC,a,1,s,"
                + "x".repeat(201)
                + "\n");

    assertThat(trace.sales()).hasSize(1);
    assertThat(trace.badRows())
        .singleElement()
        .hasToString("line 3, column 5 (buyer): the buyer must have at most 200 characters: 201");
  }

  @Test
  void bytes_that_are_no_text_make_a_row_bad_and_not_the_file() throws IOException {
    Path file = directory.resolve("trace.csv");
    byte[] head = (HEAD + "2017-08-10 16:04:36 UTC,a,1,s,").getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      out.write(head);
      out.write(0xE9);
      out.write("\n2017-08-10 16:04:36 UTC,a,1,s,b\n".getBytes(StandardCharsets.UTF_8));
    }

    Trace trace = Trace.read(file);

    assertThat(trace.badRows())
        .singleElement()
        .hasToString("line 2, column 5 (buyer): is not UTF-8 text");
    assertThat(trace.sales()).hasSize(1);
  }

  @Test
  void a_file_with_other_columns_is_refused() {
    assertThatThrownBy(() -> read("time,price\n1,2\n"))
        .isInstanceOf(Mistake.class)
        .hasMessageEndingWith(
            "has other columns: its first line must be timestamp,item,price_eth,seller,buyer");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> read("")).isInstanceOf(Mistake.class).hasMessageContaining("is empty");
  }

  @Test
  void a_file_that_is_not_there_and_one_that_is_a_directory_are_refused() {
    assertThatThrownBy(() -> Trace.read(directory.resolve("none.csv")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("there is no file");
    assertThatThrownBy(() -> Trace.read(directory))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("is a directory");
  }

  private Trace read(String text) throws IOException {
    Path file = directory.resolve("trace.csv");
    Files.writeString(file, text);
    return Trace.read(file);
  }
}
