package org.basin.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.basin.read.MemoryTable;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.store.CommitLog;
import org.basin.trial.Job;
import org.junit.jupiter.api.Test;

class RunPageTest {

  private static final String EVIL = "</script><img src=x onerror=alert(1)>";

  private static final String GRID =
      """
      name: grid
      model: energy
      data: xor
      seed: 1
      parameters:
        scheme: {values: [ep, cl]}
        hidden: [2]
        beta: {min: 0.001, max: 1, count: 4, distribution: log_uniform_values}
        alpha: {values: [0.5, 0.1, 0.3]}
        weight_0_0_0: {min: -1, max: 1, step: 0.5}
      """;

  /** Rows of that sweep, in the order of its columns; one in 17 diverged, one failed. */
  private static final String ROWS =
      """
      SELECT t AS trial, CASE WHEN t // 60 = 0 THEN 'ep' ELSE 'cl' END AS scheme,
        [0.001, 0.01, 0.1, 1][1 + t // 15 %% 4] AS beta, [0.5, 0.1, 0.3][1 + t // 5 %% 3] AS alpha,
        -1 + 0.5 * (t %% 5) AS weight_0_0_0, CAST(0 AS INT) AS replicate, t * 7 AS seed,
        CASE WHEN t = 11 THEN 'FAILED' WHEN t %% 17 = 0 THEN 'DIVERGED' ELSE 'COMPLETE' END AS state,
        CASE WHEN t = 11 THEN '%s' END AS failure,
        CASE WHEN state = 'COMPLETE' THEN CAST(25 * (t %% 5) AS FLOAT) END AS error,
        CASE WHEN state = 'COMPLETE' THEN CAST(25 * (t * 13 %% 4) AS FLOAT) END AS free_error,
        CASE WHEN state = 'COMPLETE' THEN CAST(exp(sin(t) * 9) AS FLOAT) END AS cost
      FROM (SELECT unnest(range(120)) AS t)
      """;

  private static Trials rows() throws Exception {
    return Trials.of(new MemoryTable(ROWS.formatted(EVIL)));
  }

  private static String page(String sweep, Trials trials, int most) throws Exception {
    RunPage page =
        new RunPage(
            Job.parsed("t.yaml", sweep),
            Optional.of(EVIL),
            Optional.empty(),
            new CommitLog(List.of()),
            EVIL,
            most);
    return new String(
        page.bytes(
            trials, new Pictures(List.of(new Pictures.Drawn(EVIL, List.of(EVIL), "<svg/>")), "")),
        UTF_8);
  }

  private static JsonNode data(String page) throws Exception {
    String begin = "id=\"data\">";
    int from = page.indexOf(begin) + begin.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static double[] numbers(JsonNode packed, int size) {
    double[] numbers = new double[size];
    if (packed.isNumber()) {
      java.util.Arrays.fill(numbers, packed.asDouble());
      return numbers;
    }
    String kind = packed.fieldNames().next();
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(packed.get(kind).asText()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      numbers[i] =
          switch (kind) {
            case "u8" -> bytes.get() & 0xff;
            case "u16" -> bytes.getShort() & 0xffff;
            case "u32" -> bytes.getInt() & 0xffffffffL;
            case "f32" -> bytes.getFloat();
            default -> bytes.getDouble();
          };
    }
    assertThat(bytes.hasRemaining()).isFalse();
    return numbers;
  }

  @Test
  void everyPairHasTheSumsThatSqlFinds() throws Exception {
    Trials trials = rows();
    JsonNode data = data(page(GRID, trials, Budget.MOST_BYTES));
    assertThat(data.get("pairs")).hasSize(6);
    assertThat(data.get("facets")).hasSize(4);
    for (JsonNode pair : data.get("pairs")) {
      JsonNode x = data.get("axes").get(pair.get("sides").get(0).asInt());
      JsonNode y = data.get("axes").get(pair.get("sides").get(1).asInt());
      int size = x.get("cells").size() * y.get("cells").size();
      double[] counts = numbers(pair.get("trials"), size);
      double[] lost = numbers(pair.get("lost"), size);
      double[] first = numbers(pair.get("first"), size);
      double[] hits = numbers(pair.get("hits").get(0), size);
      double[] cost = numbers(pair.get("means").get(metric(data, "cost")), size);
      for (int i = 0; i < size; i++) {
        Row row =
            trials
                .ask(
                    "SELECT count(*), count(*) FILTER (WHERE state <> 'COMPLETE'), min(trial), count(*) FILTER (WHERE free_error = 0), avg(cost) FROM trials WHERE %s AND %s"
                        .formatted(
                            is(x, i / y.get("cells").size()), is(y, i % y.get("cells").size())))
                .get(0);
        assertThat(counts[i]).isEqualTo(row.whole(0));
        assertThat(lost[i]).isEqualTo(row.whole(1));
        assertThat(first[i]).isEqualTo(row.whole(2) + 1);
        assertThat(hits[i]).isEqualTo(row.whole(3));
        assertThat(cost[i]).isCloseTo(row.number(4), within(1e-6 * row.number(4)));
      }
    }
  }

  private static int metric(JsonNode data, String name) {
    return data.get("metrics").findValuesAsText("name").indexOf(name);
  }

  /** That a row is in a cell of an axis. */
  private static String is(JsonNode axis, int cell) {
    String name = axis.get("name").asText();
    return axis.get("numeric").asBoolean()
        ? "CAST(%s AS DOUBLE) = %s".formatted(name, axis.get("ends").get(cell).get(0).asText())
        : "%s = '%s'".formatted(name, axis.get("cells").get(cell).asText());
  }

  @Test
  void medianOfAMetricWithFewValuesIsExact() throws Exception {
    Trials trials = rows();
    JsonNode data = data(page(GRID, trials, Budget.MOST_BYTES));
    JsonNode median = null;
    for (JsonNode each : data.get("quantiles")) {
      median =
          each.get("metric").asInt() == 0 && each.get("sides").get(0).asInt() == 0 ? each : median;
    }
    assertThat(median).isNotNull();
    assertThat(data.get("metrics").get(0).get("values")).hasSize(5);
  }

  @Test
  void aRunThatVariesInNothingHasNoPanelsOfAxes() throws Exception {
    String one = "name: one\nmodel: energy\ndata: xor\nparameters: {hidden: [2], epochs: 3}\n";
    Trials trials =
        Trials.of(
            new MemoryTable(
                "SELECT CAST(0 AS BIGINT) AS trial, CAST(0 AS INT) AS replicate, CAST(5 AS BIGINT)"
                    + " AS seed, 'COMPLETE' AS state, CAST(NULL AS VARCHAR) AS failure, CAST(0 AS"
                    + " FLOAT) AS error, CAST(0 AS FLOAT) AS free_error"));
    String page = page(one, trials, Budget.MOST_BYTES);
    JsonNode data = data(page);
    assertThat(data.get("pairs")).isEmpty();
    assertThat(data.get("slices")).isEmpty();
    assertThat(data.get("importance").get("kind").asText()).isEqualTo("constant");
    assertThat(page).contains("<p class=\"number\">yes</p>");
  }

  @Test
  void noTextOfASweepOrOfItsTrialsBecomesMarkup() throws Exception {
    String sweep = GRID + "answer: {title: \"" + EVIL + "\", mean: cost, by: [scheme]}\n";
    String page = page(sweep, rows(), Budget.MOST_BYTES);
    assertThat(page).doesNotContain(EVIL).doesNotContain("<img src=x");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    JsonNode data = data(page);
    assertThat(data.get("directory").asText()).isEqualTo(EVIL);
    assertThat(data.get("failures").get(0).get(0).asText()).isEqualTo(EVIL);
    assertThat(data.get("answers").get(0).get("title").asText()).isEqualTo(EVIL);
  }

  @Test
  void aPageThatIsTooLargeDropsPartsInTheirOrder() throws Exception {
    Trials trials = rows();
    String whole = page(GRID, trials, Budget.MOST_BYTES);
    assertThat(data(whole).get("dropped")).isEmpty();
    String less = page(GRID, trials, whole.length() - 1);
    assertThat(less.length()).isLessThan(whole.length());
    assertThat(data(less).get("facets")).isEmpty();
    assertThat(data(less).get("quantiles")).isNotEmpty();
    String few = page(GRID, trials, less.length() - 1);
    assertThat(data(few).get("quantiles")).isEmpty();
    assertThat(data(few).get("facets")).isEmpty();
    String fewest = page(GRID, trials, 1);
    assertThat(data(fewest).get("pairs")).hasSize(1);
    assertThat(data(fewest).get("dropped")).hasSizeGreaterThan(3);
  }

  @Test
  void axesThatAreWalkedTogetherAreOneSide() throws Exception {
    Job job =
        Job.parsed(
            "z.yaml",
            "name: z\n"
                + "model: energy\n"
                + "data: xor\n"
                + "parameters:\n"
                + "  hidden: [2]\n"
                + "  alpha: {values: [0.1, 1]}\n"
                + "  beta: {values: [0.9, 0.3]}\n"
                + "zip: [[alpha, beta]]\n");
    List<Side> sides = Sides.of(job, 64);
    assertThat(sides).extracting(Side::name).containsExactly("alpha with beta");
    assertThat(sides.get(0).labels()).containsExactly("0.1 · 0.9", "1 · 0.3");
  }
}
