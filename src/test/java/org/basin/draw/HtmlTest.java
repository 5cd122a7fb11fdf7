package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlTest {

  private static final String EVIL = "<script>alert('1')</script> & \"x\"";
  private static final String TAME =
      "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;";

  @Test
  void everyTextOfAPageIsEscaped() {
    Html html = new Html();
    html.heading(1, EVIL);
    html.paragraph(EVIL);
    html.note(EVIL);
    html.lines(List.of(EVIL));
    html.table(List.of(EVIL), List.of(List.of(EVIL)));
    html.image(EVIL, EVIL);
    Svg svg = new Svg(EVIL);
    svg.below(new AxisTicks(EVIL, List.of(new Tick(0.5, EVIL))));
    svg.left(List.of(new Tick(0.5, EVIL)));
    html.chart(svg.element(), EVIL);
    String page = html.page(EVIL);
    assertThat(page).doesNotContain("<script").doesNotContain("\"x\"");
    assertThat(page.split(Pattern.quote(TAME), -1)).hasSize(15);
  }

  @Test
  void numbersStandToTheRight() {
    Html html = new Html();
    html.table(List.of(), List.of(List.of("12,345", "-1.5e-7", "< 0.1 %", "NaN", "beta")));
    assertThat(html.page("t"))
        .contains("<td class=\"number\">12,345</td>", "<td class=\"number\">-1.5e-7</td>")
        .contains("<td class=\"number\">&lt; 0.1 %</td>", "<td class=\"number\">NaN</td>")
        .contains("<td>beta</td>");
  }
}
