package org.basin.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.basin.read.MemoryTable;
import org.basin.read.Trials;
import org.basin.trial.Job;
import org.junit.jupiter.api.Test;

class OverlayPageTest {

  private static final String EVIL = "</script><img src=x onerror=alert(1)>";

  private static Job job(String beta) throws Exception {
    return Job.parsed(
        "t.yaml",
        """
        name: one
        model: energy
        data: xor
        parameters:
          scheme: {values: [ep, chl]}
          hidden: [2]
          beta: %s
        replicates: 2
        """
            .formatted(beta));
  }

  /** Of four trials of scheme ep one learns, of those of chl three. */
  private static Trials trials(String beta) throws Exception {
    return Trials.of(
        new MemoryTable(
            """
            SELECT t AS trial, ['ep', 'chl'][1 + t // 4] AS scheme, %s AS beta,
              CAST(t %% 2 AS INT) AS replicate, t AS seed, 'COMPLETE' AS state, '' AS failure,
              CAST(t AS FLOAT) AS error,
              CAST(CASE WHEN t IN (0, 4, 5, 6) THEN 0 ELSE 25 END AS FLOAT) AS free_error
            FROM (SELECT unnest(range(8)) AS t)
            """
                .formatted(beta)));
  }

  private static JsonNode data(OverlayPage page) throws Exception {
    String html = new String(page.bytes(), UTF_8);
    String start = "id=\"data\">";
    int from = html.indexOf(start) + start.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  @Test
  void runsStandOverOneAnotherByEachHyperparameter() throws Exception {
    List<Job> jobs = List.of(job("{values: [0.1, 0.5]}"), job("0.3"));
    List<String> axes = OverlayRun.axes(jobs);
    List<String> metrics = OverlayRun.metrics(jobs);
    assertThat(axes).containsExactly("scheme", "beta");
    assertThat(metrics).contains("error", "free_error");
    List<String> shown = List.of("error", "free_error");
    OverlayPage page =
        new OverlayPage(
            List.of(
                OverlayRun.of(
                    "a",
                    jobs.get(0),
                    Optional.of(EVIL),
                    trials("CASE WHEN t % 4 < 2 THEN 0.1e0 ELSE 0.5e0 END"),
                    axes,
                    shown),
                OverlayRun.of("b", jobs.get(1), Optional.of(EVIL), trials("0.3e0"), axes, shown)),
            axes,
            shown);
    assertThat(new String(page.bytes(), UTF_8)).doesNotContain(EVIL).contains("&lt;/script&gt;");
    JsonNode data = data(page);
    assertThat(data.get("runs").findValuesAsText("learned")).containsExactly("4", "4");
    assertThat(data.get("differences").toString()).contains("parameters.beta");
    JsonNode beta = data.get("compared").get(0).get("axes").get(1);
    assertThat(beta.get("labels").toString()).isEqualTo("[\"0.1\",\"0.3\",\"0.5\"]");
    // the second run has one value, the first two: each stands where it is
    assertThat(beta.get("means").get(0).get(1).isNull()).isTrue();
    assertThat(beta.get("means").get(0).get(0).get(0).asDouble()).isEqualTo((0 + 1 + 4 + 5) / 4.0);
    assertThat(beta.get("means").get(1).get(1).get(0).asDouble()).isEqualTo(3.5);
    assertThat(beta.get("means").get(1).get(1).get(2).asInt()).isEqualTo(8);
    JsonNode quantiles = data.get("compared").get(0).get("quantiles").get(0);
    assertThat(quantiles).hasSize(101);
    assertThat(quantiles.get(0).asDouble()).isEqualTo(0);
    assertThat(quantiles.get(100).asDouble()).isEqualTo(7);
  }
}
