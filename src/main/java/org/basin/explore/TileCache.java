package org.basin.explore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tiles by what they show, no more of them than memory is given; the one not seen longest goes. */
final class TileCache {

  /**
   * What a tile shows.
   *
   * @param world the scene, the rulers and the shade
   */
  record Key(Object world, int zoom, long i, long j) {

    /** The tile that holds this one at half the zoom. */
    Key parent() {
      return new Key(world, zoom - 1, Math.floorDiv(i, 2), Math.floorDiv(j, 2));
    }
  }

  private final long most;
  private final Map<Key, Tile> tiles = new LinkedHashMap<>(64, 0.75f, true);

  TileCache(long bytes) {
    most = Math.max(1, bytes / Tile.BYTES);
  }

  synchronized Tile get(Key key, Supplier<Tile> made) {
    Tile tile = tiles.get(key);
    if (tile == null) {
      tile = made.get();
      tiles.put(key, tile);
      for (Iterator<Tile> eldest = tiles.values().iterator(); tiles.size() > most; ) {
        eldest.next();
        eldest.remove();
      }
    }
    return tile;
  }

  synchronized Optional<Tile> find(Key key) {
    return Optional.ofNullable(tiles.get(key));
  }

  synchronized int size() {
    return tiles.size();
  }
}
