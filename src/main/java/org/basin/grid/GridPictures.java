package org.basin.grid;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.draw.Gallery;
import org.basin.draw.Panel;
import org.basin.kernel.Kernels;
import org.basin.learn.Parameter;

/**
 * Pictures of a neural grid before and after training: what each class does in it, and its
 * parameters. Of a column of neurons every layer is a column of the picture, the first on the left;
 * layers of an image's size stand side by side.
 */
public final class GridPictures {

  /** Layers of an image's size that are shown, at the most. */
  private static final int MOST_LAYERS = 8;

  private final GridSettings settings;
  private final Dataset data;
  private final ClassStates before;
  private final ClassStates after;

  public GridPictures(
      GridSettings settings,
      Dataset data,
      List<Parameter> before,
      List<Parameter> after,
      Kernels kernels) {
    this.settings = settings;
    this.data = data;
    this.before = new ClassStates(settings, before, kernels);
    this.after = new ClassStates(settings, after, kernels);
  }

  /** The pictures by file name. */
  public Map<String, BufferedImage> draw(String trial) {
    Samples samples = data.test().size() > 0 ? data.test() : data.train();
    String part = data.test().size() > 0 ? "test" : "training";
    List<Panel> start = activations(before.of(samples));
    List<Panel> end = activations(after.of(samples));
    double extent = Math.max(Gallery.extent(start), Gallery.extent(end));
    String caption = "mean state of every neuron over the %s images of a class".formatted(part);
    int across =
        settings.dimensions() == 2 ? Math.min(5, start.size()) : shown(settings.depth()).size();
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    pictures.put(
        "activations-start.png",
        gallery("Activations before training, " + trial, caption, start, across, extent));
    pictures.put(
        "activations-end.png",
        gallery("Activations after training, " + trial, caption, end, across, extent));
    pictures.put("weights.png", parameters("grid_w", "Weights of the grid, " + trial));
    pictures.put("biases.png", parameters("grid_b", "Biases of the grid, " + trial));
    return pictures;
  }

  private BufferedImage gallery(
      String title, String caption, List<Panel> panels, int across, double extent) {
    return new Gallery(title, List.of(caption, layout()), panels, across, extent).draw();
  }

  private String layout() {
    return settings.dimensions() == 2
        ? "%d neurons from top to bottom, %d layers from left to right"
            .formatted(settings.cells(), settings.depth())
        : "layers of %d x %d neurons"
            .formatted(settings.stencil().lines(), settings.stencil().columns());
  }

  private List<Panel> activations(double[][] means) {
    List<Panel> panels = new ArrayList<>();
    for (int k = 0; k < means.length; k++) {
      String name = data.classNames().get(k);
      double[][] layers = new double[settings.depth()][];
      for (int layer = 0; layer < layers.length; layer++) {
        // the state before the first layer is the dense layer's or the image's
        int from = (layer + 1) * settings.cells();
        layers[layer] = Arrays.copyOfRange(means[k], from, from + settings.cells());
      }
      panels.addAll(panels(name, layers));
    }
    return panels;
  }

  private BufferedImage parameters(String name, String title) {
    List<Panel> panels = new ArrayList<>(panels("before training", before.layers(name)));
    int across = settings.dimensions() == 2 ? 2 : panels.size();
    panels.addAll(panels("after training", after.layers(name)));
    return gallery(title, "one number for each neuron", panels, across, Gallery.extent(panels));
  }

  private List<Panel> panels(String name, double[][] layers) {
    if (settings.dimensions() == 2) {
      return List.of(new Panel(name, layers.length, transposed(layers)));
    }
    List<Panel> panels = new ArrayList<>();
    for (int layer : shown(layers.length)) {
      panels.add(new Panel(name + ", " + layer, settings.stencil().columns(), layers[layer]));
    }
    return panels;
  }

  /** Layers as columns. */
  private static double[] transposed(double[][] layers) {
    double[] values = new double[layers.length * layers[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = layers[i % layers.length][i / layers.length];
    }
    return values;
  }

  /** Evenly spread, the first and the last among them. */
  private static List<Integer> shown(int layers) {
    List<Integer> shown = new ArrayList<>();
    int count = Math.min(MOST_LAYERS, layers);
    for (int i = 0; i < count; i++) {
      shown.add(count == 1 ? 0 : i * (layers - 1) / (count - 1));
    }
    return shown;
  }
}
