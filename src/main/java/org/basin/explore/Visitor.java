package org.basin.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.basin.draw.JsonText;
import org.basin.run.UsageException;
import org.basin.sweep.SweepException;
import org.basin.sweep.text.Numeral;
import org.basin.trial.StartParameters;

/** One open page: reads what it asks and answers. */
final class Visitor implements AutoCloseable {

  /** The wire to the page. */
  interface Wire {
    void text(String json);

    void bytes(ByteBuffer bytes);
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /** States that training can go on from are kept, the newest so many. */
  private static final int KEPT = 64;

  /** No page has more tiles in work. */
  private static final int MOST_TILES = 1024;

  private final Studio studio;
  private final Wire wire;
  private final Crew.Share share;
  private final Hand hand;
  private final Map<Integer, TileWork> tiles = new HashMap<>();

  /** Tiles that were dropped before their work began. */
  private final Set<Integer> dropped = new HashSet<>();

  private final Map<String, StartParameters> states =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StartParameters> eldest) {
          return size() > KEPT;
        }
      };

  private int numbered;

  Visitor(Studio studio, Wire wire) {
    this.studio = studio;
    this.wire = wire;
    share = studio.crew().join();
    hand = new Hand(studio.crew(), share, studio.clock(), studio.patience());
  }

  /** A message of the page. */
  void hear(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      say(failure("unreadable", -1, new UsageException("a message must be JSON")));
      return;
    }
    String type = json.path("type").asText();
    int id = json.path("id").asInt(-1);
    try {
      switch (type) {
        case "controls" -> say(answer(type, id, studio.controls(Scene.of(json.path("scene")))));
        case "trial" -> trial(id, json);
        case "tile" -> tile(TileRequest.of(json));
        case "drop" -> json.path("ids").forEach(one -> drop(one.asInt()));
        case "at" -> say(answer(type, id, at(json)));
        default -> throw new UsageException("a message must have a type, got " + type);
      }
    } catch (SweepException | RuntimeException e) {
      say(failure(type, id, e));
    }
  }

  private void trial(int id, JsonNode json) {
    Scene scene = Scene.of(json.path("scene"));
    int sample = Math.max(0, json.path("sample").asInt());
    StartParameters start = start(scene);
    hand.ask(
        new Hand.Request(
            () -> new OneTrial(studio.explored(), scene, sample).train(start),
            told -> told(id, scene, (OneTrial.Told) told),
            thrown -> say(failure("trial", id, thrown))));
  }

  private synchronized StartParameters start(Scene scene) {
    if (scene.from().isEmpty()) {
      return StartParameters.NONE;
    }
    StartParameters known = states.get(scene.from());
    if (known == null) {
      throw new UsageException("what was learned then is no longer kept; start again");
    }
    return known;
  }

  private void told(int id, Scene scene, OneTrial.Told told) {
    Map<String, Object> answer = answer("trial", id, told.answer());
    synchronized (this) {
      if (!told.learned().isEmpty()) {
        String state = "state-" + numbered++;
        states.put(state, StartParameters.learned(studio.model(scene), told.learned()));
        answer.put("learned", state);
      }
    }
    say(answer);
  }

  private void tile(TileRequest request) {
    synchronized (this) {
      if (tiles.size() >= MOST_TILES) {
        throw new UsageException("a page may have %d tiles in work".formatted(MOST_TILES));
      }
    }
    // a file that was changed is read, and a tile made, where a training may be made
    studio.crew().submit(share, Crew.AT_ONCE + 1, () -> begin(request));
  }

  private void begin(TileRequest request) {
    try {
      Lattice lattice = new Lattice(studio.explored(), request);
      Tile tile = studio.tile(request, lattice);
      TileWork work =
          new TileWork(
              studio.crew(),
              studio.cores(),
              share,
              request,
              lattice,
              tile,
              new TileWork.Reply(
                  wire::bytes, thrown -> say(failure("tile", request.id(), thrown))));
      synchronized (this) {
        if (dropped.remove(request.id())) {
          return;
        }
        tiles.put(request.id(), work);
      }
      work.begin();
    } catch (SweepException | RuntimeException e) {
      say(failure("tile", request.id(), e));
    }
  }

  private void drop(int id) {
    TileWork work;
    synchronized (this) {
      work = tiles.remove(id);
      if (work == null && dropped.size() < 10_000) {
        dropped.add(id);
      }
    }
    if (work != null) {
      work.stop();
    }
  }

  /** The texts of the values of a pixel, which read back as the same doubles. */
  private static Map<String, Object> at(JsonNode json) {
    Map<String, Object> at = new LinkedHashMap<>();
    for (String axis : new String[] {"x", "y"}) {
      Ruler ruler = TileRequest.ruler(json.path(axis));
      double value = ruler.value(json.path("zoom").asInt(), json.path("k" + axis).asLong());
      at.put(axis, Numeral.text(value));
    }
    return at;
  }

  private static Map<String, Object> answer(String type, int id, Map<String, Object> content) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("type", type);
    answer.put("id", id);
    answer.putAll(content);
    return answer;
  }

  private static Map<String, Object> failure(String type, int id, Throwable thrown) {
    boolean overtaken = thrown instanceof CancellationException;
    return answer(
        "failed", id, Map.of("of", type, "message", Telling.of(thrown), "overtaken", overtaken));
  }

  private void say(Map<String, Object> answer) {
    wire.text(JsonText.line(answer));
  }

  @Override
  public void close() {
    synchronized (this) {
      tiles.values().forEach(TileWork::stop);
      tiles.clear();
    }
    studio.crew().leave(share);
  }
}
