package org.basin.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.apache.hadoop.conf.Configuration;
import org.basin.trial.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser explores a sweep: drags, types, pans, zooms, clicks; the server goes and comes. */
class ExploreIT {

  private static final File DRIVER = new File("/usr/bin/chromedriver");

  private static ExploreServer server;
  private static ChromeDriver browser;

  private static ExploreServer serve(String file, int port) throws Exception {
    return ExploreServer.start(
        changes -> Job.read(file, new Configuration(), changes),
        "What is behind the sliders?",
        new Configuration(),
        port,
        Duration.ofSeconds(60));
  }

  @BeforeAll
  static void open() throws Exception {
    if (!DRIVER.canExecute()) {
      System.err.println(
          "ExploreIT is left out: " + DRIVER + " must be there (apt: chromium-driver)");
    }
    assumeTrue(DRIVER.canExecute());
    server = serve("jobs/xor-initialisation-grid.yaml", 0);
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
    if (server != null) {
      server.close();
    }
  }

  private static void show(String address, int width, String colours) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    browser.get("about:blank");
    browser.get(address);
    wait("return document.documentElement.dataset.ready !== undefined");
  }

  private static void wait(String script) {
    new WebDriverWait(browser, Duration.ofMinutes(2))
        .until(driver -> Boolean.TRUE.equals(browser.executeScript(script)));
  }

  private static void quiet() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .isEmpty();
  }

  private static WebElement one(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  private static Object run(String script, Object... arguments) {
    return browser.executeScript(script, arguments);
  }

  private static void toTheMap() {
    run("document.getElementById('map').scrollIntoView({block: 'center', behavior: 'instant'})");
    wait(
        "const tiles = [...basinExplore.map.tiles.values()]; return tiles.length > 0 &&"
            + " tiles.every(tile => tile.side === 256)");
  }

  private static void shoot(String name) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "explore"));
    Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void nothingIsCutOffWideAndNarrowLightAndDark() throws Exception {
    for (int width : new int[] {1200, 400}) {
      for (String colours : List.of("light", "dark")) {
        show(server.address(), width, colours);
        assertThat((Long) run("return document.documentElement.scrollWidth"))
            .as(width + " " + colours)
            .isLessThanOrEqualTo(width);
        shoot("trial-" + width + "-" + colours);
        toTheMap();
        shoot("map-" + width + "-" + colours);
        quiet();
      }
    }
  }

  @Test
  void aSliderTrainsByDraggingTypingKeysAndWheel() {
    show(server.address(), 1200, "light");
    String before = one("#metrics").getText();
    WebElement slider = one("#slider-weight_0_0_0");
    new Actions(browser)
        .clickAndHold(slider)
        .moveByOffset(60, 0)
        .moveByOffset(40, 0)
        .release()
        .perform();
    String dragged = (String) run("return basinExplore.scene.values.weight_0_0_0");
    assertThat(Double.parseDouble(dragged)).isPositive();
    WebElement typed = one("#value-weight_0_0_0");
    typed.clear();
    typed.sendKeys("0.12345", Keys.ENTER);
    wait("return basinExplore.scene.values.weight_0_0_0 === '0.12345'");
    typed.sendKeys(Keys.ARROW_UP);
    wait("return basinExplore.scene.values.weight_0_0_0 !== '0.12345'");
    slider.sendKeys(Keys.HOME);
    wait("return basinExplore.scene.values.weight_0_0_0 === '-2'");
    new Actions(browser)
        .scrollFromOrigin(
            org.openqa.selenium.interactions.WheelInput.ScrollOrigin.fromElement(slider), 0, -100)
        .perform();
    wait("return basinExplore.scene.values.weight_0_0_0 !== '-2'");
    wait("return basinExplore.last.state === 'COMPLETE'");
    assertThat(before).contains("error");
    typed.clear();
    typed.sendKeys("much", Keys.ENTER);
    assertThat(one("#state").getText()).contains("must be a number, got much");
    quiet();
  }

  @Test
  void aHundredFastMovesAreAnsweredByTheNewest() {
    show(server.address(), 1200, "light");
    wait("return basinExplore.last !== null");
    run(
        """
        const slider = document.getElementById('slider-weight_0_1_0');
        basinExplore.latencies.length = 0;
        let most = 0;
        for (let k = 0; k < 100; k++) {
          slider.value = k % 9;
          slider.dispatchEvent(new Event('input'));
          most = Math.max(most, basinExplore.wire.waiting.size);
        }
        basinExplore.most = most;
        """);
    wait("return basinExplore.wire.waiting.size === 0 && basinExplore.latencies.length >= 2");
    assertThat((Long) run("return basinExplore.most")).isEqualTo(1);
    assertThat((Long) run("return basinExplore.latencies.length")).isEqualTo(2);
    quiet();
  }

  @Test
  void theMapZoomsTenLevelsPansAndIsClicked() {
    show(server.address(), 1200, "light");
    toTheMap();
    WebElement map = one("#map");
    for (int level = 0; level < 10; level++) {
      run("basinExplore.map.leaflet.zoomIn(1, {animate: false})");
    }
    for (int step = 0; step < 6; step++) {
      run("basinExplore.map.leaflet.panBy([700, 300], {animate: false})");
    }
    toTheMap();
    // what was passed by is trained no more
    assertThat((Long) run("return basinExplore.map.tiles.size")).isLessThan(80);
    new Actions(browser).moveToElement(map, 100, 50).perform();
    wait("return document.getElementById('hover').textContent.includes('weight_')");
    new Actions(browser).moveToElement(map, 100, 50).click().perform();
    wait("return basinExplore.wire.waiting.size === 0");
    String shown = (String) run("return document.getElementById('hover').textContent");
    String x =
        (String) run("return basinExplore.scene.values[document.getElementById('map-x').value]");
    double hovered = Double.parseDouble(shown.split(" ", -1)[1].replace(",", ""));
    assertThat(Double.parseDouble(x)).isCloseTo(hovered, org.assertj.core.data.Offset.offset(1e-6));
    map.sendKeys(Keys.ARROW_LEFT, "-", Keys.ENTER);
    wait("return basinExplore.wire.waiting.size === 0");
    quiet();
  }

  @Test
  void aMapOfAConditionIsLockedSavedAndDrawn() throws Exception {
    show(server.address(), 1200, "light");
    toTheMap();
    one("#map-condition").sendKeys("error == 0", Keys.TAB);
    wait("return basinExplore.map.shade === 'error == 0'");
    wait(
        "return [...basinExplore.map.tiles.values()].every(t => t.side && t.values.every(v => v ==="
            + " 0 || v === 1))");
    new Select(one("#map-colours")).selectByValue("lock");
    run("basinExplore.map.leaflet.setView([128, 128], 0, {animate: false})");
    run("document.getElementById('map-save').click()");
    wait("return typeof basinExplore.saved === 'string'");
    String saved = (String) run("return basinExplore.saved");
    assertThat(Job.parsed("saved.yaml", saved).space().count()).isGreaterThan(10_000);
    assertThat(saved).contains("starts: shared", "step: ");
    assertThat((String) run("return decodeURIComponent(location.hash)")).contains("error == 0");
    run("document.getElementById('map-image').click()");
    wait(
        "return basinExplore.image !== undefined || !document.getElementById('map-cancel').hidden");
    run("document.getElementById('map-cancel').click()");
    wait("return document.getElementById('map-cancel').hidden");
    quiet();
  }

  @Test
  void theAddressHoldsWhatIsSeen() {
    show(server.address(), 1200, "light");
    WebElement typed = one("#value-weight_0_0_0");
    typed.clear();
    typed.sendKeys("1.25", Keys.ENTER);
    wait("return decodeURIComponent(location.hash).includes('1.25')");
    String address = browser.getCurrentUrl();
    show(address, 1200, "light");
    assertThat(run("return basinExplore.scene.values.weight_0_0_0")).isEqualTo("1.25");
    assertThat(one("#value-weight_0_0_0").getDomProperty("value")).isEqualTo("1.25");
    quiet();
  }

  @Test
  void aServerThatIsGoneIsSaidAndFoundAgain() throws Exception {
    ExploreServer first = serve("jobs/xor-initialisation-grid.yaml", 0);
    try {
      show(first.address(), 1200, "light");
    } finally {
      first.close();
    }
    wait("return document.getElementById('wire').classList.contains('lost')");
    assertThat(one("#wire").getText()).contains("the server is gone");
    browser.manage().logs().get(LogType.BROWSER); // the browser says itself that it cannot connect
  }

  @Test
  void aWrongTokenShowsNothing() {
    browser.get(server.address().replaceAll("/[0-9a-f]{32}/", "/" + "0".repeat(32) + "/"));
    assertThat(one("body").getText()).contains("must be the one that ./basin explore printed");
    browser.manage().logs().get(LogType.BROWSER); // the browser says 404 itself
  }
}
