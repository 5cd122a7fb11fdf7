package org.basin.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.basin.read.MemoryTable;
import org.basin.read.Trials;
import org.basin.store.CommitLog;
import org.basin.store.RunRecord;
import org.basin.trial.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser opens a report: wide and narrow, light and dark; it clicks, hovers and filters. */
class PageIT {

  private static final File DRIVER = new File("/usr/bin/chromedriver");

  private static final String EVIL = "</script><img src=x onerror=console.error(1)>";

  private static final String SWEEP =
      """
      name: seen
      model: energy
      data: xor
      parameters:
        scheme: {values: [ep, cl, chl]}
        hidden: [2]
        alpha: {min: 0.001, max: 1, count: 7, distribution: log_uniform_values}
        beta: {min: 0.1, max: 0.5, step: 0.1}
      replicates: 4
      answer: {title: "%s", share: free_error == 0, by: [scheme, beta], across: alpha}
      """
          .formatted(EVIL);

  private static final String ROWS =
      """
      SELECT t AS trial, ['ep', 'cl', 'chl'][1 + t // 140] AS scheme,
        pow(10, -3 + (t // 20 %% 7) / 2.0) AS alpha, round(0.1 * (1 + t // 4 %% 5), 1) AS beta,
        CAST(t %% 4 AS INT) AS replicate, t * 7 AS seed,
        CASE WHEN t %% 19 = 0 THEN 'DIVERGED' WHEN t = 7 THEN 'FAILED' ELSE 'COMPLETE' END AS state,
        CASE WHEN t = 7 THEN '%s' END AS failure,
        CASE WHEN state = 'COMPLETE' THEN CAST(25 * (t * t %% 5) AS FLOAT) END AS error,
        CASE WHEN state = 'COMPLETE' THEN CAST(25 * (t * 13 %% 4) AS FLOAT) END AS free_error,
        CASE WHEN state = 'COMPLETE' THEN CAST(exp(sin(t) * 5) AS FLOAT) END AS cost
      FROM (SELECT unnest(range(420)) AS t)
      """
          .formatted(EVIL);

  @TempDir private static Path temp;
  private static ChromeDriver browser;

  /** Its digest is the longest word of the page. */
  private static RunRecord record() {
    return new RunRecord(
        "seen",
        "0123456789abcdef".repeat(4),
        "vector",
        "error",
        Map.of(),
        Map.of(),
        420,
        420,
        420,
        RunRecord.State.COMPLETE,
        Map.of("version", "1.0", "data", "sha256:" + "0123456789abcdef".repeat(4)));
  }

  @BeforeAll
  static void open() throws Exception {
    if (!DRIVER.canExecute()) {
      System.err.println("PageIT is left out: " + DRIVER + " must be there (apt: chromium-driver)");
    }
    assumeTrue(DRIVER.canExecute());
    RunPage page =
        new RunPage(
            Job.parsed("t.yaml", SWEEP),
            Optional.of("Which scheme learns? " + EVIL),
            Optional.of(record()),
            new CommitLog(List.of()),
            "results/seen");
    Files.write(
        temp.resolve("page.html"),
        page.bytes(Trials.of(new MemoryTable(ROWS)), Pictures.none("there is no data")));
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    browser.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(3));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void show(int width, String colours) {
    // a headless window is no narrower than 500
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    browser.get(temp.resolve("page.html").toUri().toString());
    wait("return document.documentElement.dataset.ready !== undefined");
  }

  private static void wait(String script) {
    new WebDriverWait(browser, Duration.ofMinutes(2))
        .until(driver -> Boolean.TRUE.equals(browser.executeScript(script)));
  }

  private static void drawAll() {
    browser.executeScript("dispatchEvent(new Event('beforeprint'))");
    wait("return basinCharts.every(chart => chart.drawn)");
  }

  private static void noComplaints() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .isEmpty();
  }

  /** Scrolled to at once: the page itself scrolls smoothly, and a click would come too early. */
  private static void click(WebElement element) {
    browser.executeScript(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
    element.click();
  }

  private static WebElement one(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  @Test
  void nothingIsCutOffWideAndNarrowLightAndDark() {
    for (int width : new int[] {1200, 400}) {
      for (String colours : List.of("light", "dark")) {
        show(width, colours);
        drawAll();
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
            .as(width + " " + colours)
            .isLessThanOrEqualTo(width);
        // no chart is wider than what holds it, and all have drawn something
        assertThat(
                browser.executeScript(
                    "return basinCharts.every(c => c.node.scrollWidth <="
                        + " c.node.parentElement.clientWidth + 1 &&"
                        + " c.node.querySelector('canvas,svg'))"))
            .isEqualTo(true);
        boolean dark =
            (Boolean)
                browser.executeScript(
                    "return getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255,"
                        + " 255)'");
        assertThat(dark).isEqualTo(colours.equals("dark"));
        noComplaints();
      }
    }
  }

  @Test
  void theQuestionAndItsAnswerStandOnTopAndTextsStayTexts() {
    show(1200, "light");
    assertThat(one("h1").getText()).isEqualTo("Which scheme learns? " + EVIL);
    assertThat(one(".number").getText()).contains("%");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    List<String> order =
        browser.findElements(By.cssSelector("main > section")).stream()
            .map(section -> section.getDomAttribute("id"))
            .toList();
    assertThat(order)
        .containsExactly(
            "answer",
            "picture",
            "importances",
            "map",
            "slices",
            "parallel",
            "distributions",
            "replicates",
            "answers",
            "best",
            "states",
            "pictures",
            "cite");
    assertThat(one("#states").getText()).contains(EVIL);
    noComplaints();
  }

  @Test
  void aClickOnACellShowsItsTrialsAndHowToReplayThem() {
    show(1200, "light");
    drawAll();
    WebElement map = one("#map .chart");
    browser.executeScript(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", map);
    new Actions(browser).moveToElement(map, 0, 40).perform();
    wait(
        "return [...document.querySelectorAll('#map .tip')].some(tip =>"
            + " /trials/.test(tip.textContent))");
    new Actions(browser).moveToElement(map, 0, 40).click().perform();
    String cell = one("#map .cell").getText();
    assertThat(cell)
        .contains("./basin replay results/seen --trial ", "SELECT * FROM trials WHERE", "learned");
    assertThat(cell.split("--trial ", -1).length - 1).isBetween(1, 3);
    noComplaints();
  }

  @Test
  void theMapTakesOtherAxesFacetsAndTheKeyboard() {
    show(1200, "light");
    drawAll();
    new Select(one("#map select[name=across]")).selectByVisibleText("beta");
    new Select(one("#map select[name=shown]")).selectByVisibleText("median of error");
    WebElement map = one("#map .chart");
    assertThat(map.getDomAttribute("aria-label")).contains("median of error over beta");
    map.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.ENTER);
    assertThat(one("#map .cell").getText()).contains("beta 0.2", "--trial ");
    Select facet = new Select(one("#map select[name=facet]"));
    facet.selectByIndex(1);
    assertThat(
            (Long)
                browser.executeScript(
                    "return basinCharts.find(c => c.node === document.querySelector('#map"
                        + " .chart')).plot.getOption().grid.length"))
        .isGreaterThan(1);
    noComplaints();
  }

  @Test
  void tablesSortAndFilterAndChartsHaveTheirNumbers() {
    show(1200, "light");
    drawAll();
    WebElement filter = one("#answers input[name=filter]");
    filter.sendKeys("chl");
    assertThat(browser.findElements(By.cssSelector("#answers tbody tr")))
        .isNotEmpty()
        .allMatch(row -> row.getText().contains("chl"));
    WebElement head = one("#best th:first-child button");
    click(head);
    assertThat(one("#best th:first-child").getDomAttribute("aria-sort")).isEqualTo("ascending");
    click(one("#importances summary"));
    assertThat(one("#importances table").getText()).contains("scheme");
    assertThat(
            browser.executeScript(
                "return basinCharts.every(c => c.node.getAttribute('role') === 'img' &&"
                    + " c.node.getAttribute('aria-label').length > 8)"))
        .isEqualTo(true);
    noComplaints();
  }
}
