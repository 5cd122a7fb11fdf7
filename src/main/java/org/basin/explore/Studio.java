package org.basin.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import org.basin.trial.StartParameters;

/** What all pages share: the sweep, the threads that train, the tiles that are known. */
final class Studio implements AutoCloseable {

  /** Of the memory of Java, tiles have one part in so many. */
  private static final int PART_OF_MEMORY = 8;

  /** Java compiles what ran so often. */
  private static final int WARM = 20;

  private final Explored explored;
  private final String question;
  private final int cores;
  private final long patience;
  private final Crew crew;
  private final TileCache tiles;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "basin-explore-clock");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param question what stands above the file; may be empty
   * @param cores that train
   * @param patience for how many milliseconds a trial may train
   */
  Studio(Explored explored, String question, int cores, long patience) {
    this.explored = explored;
    this.question = question;
    this.cores = cores;
    this.patience = patience;
    crew = new Crew(cores);
    tiles = new TileCache(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
  }

  /** Trains the trial that a page opens with a few times, so that the first move finds it fast. */
  void warmUp() {
    Crew.Share share = crew.join();
    Scene scene = new Scene(Map.of(), List.of(), 0, 0, Sweep.Starts.SHARED, "");
    Crew.Ticket ticket =
        crew.submit(
            share,
            Crew.AT_ONCE,
            () -> {
              try {
                for (int time = 0; time < WARM; time++) {
                  new OneTrial(explored, scene, 0).train(StartParameters.NONE);
                }
              } catch (SweepException | RuntimeException e) {
                // the page says so when it asks for the same
              }
            });
    clock.schedule(
        () -> {
          ticket.cancel();
          crew.leave(share);
        },
        patience,
        TimeUnit.MILLISECONDS);
  }

  Explored explored() {
    return explored;
  }

  Crew crew() {
    return crew;
  }

  ScheduledExecutorService clock() {
    return clock;
  }

  int cores() {
    return cores;
  }

  long patience() {
    return patience;
  }

  Map<String, Object> controls(Scene scene) throws SweepException {
    Job job = explored.job(scene.changes());
    return Controls.of(job, question, explored.measurable(job));
  }

  /** The model that scenes of the sweep train. */
  String model(Scene scene) {
    try {
      return explored.job(scene.changes()).sweep().model();
    } catch (SweepException e) {
      throw new IllegalStateException("a scene that was trained must be readable", e);
    }
  }

  /** A tile as far as it is known, of which a quarter may be known from the one above. */
  Tile tile(TileRequest request, Lattice lattice) {
    TileCache.Key key = request.key();
    return tiles.get(
        key,
        () -> {
          Tile tile = lattice.tile();
          Optional<Tile> parent =
              key.zoom() > Ruler.WIDEST ? tiles.find(key.parent()) : Optional.empty();
          parent
              .filter(known -> known.known() == Tile.PASSES)
              .ifPresent(
                  known ->
                      tile.inherit(
                          known,
                          (int) Math.floorMod(key.i(), 2L),
                          (int) Math.floorMod(key.j(), 2L)));
          return tile;
        });
  }

  @Override
  public void close() {
    crew.close();
    clock.shutdownNow();
  }
}
