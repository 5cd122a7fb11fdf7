package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void noTextBecomesMarkup() {
    assertThat(Html.escaped("<script>alert('1')</script> & \"x\""))
        .isEqualTo("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
  }
}
