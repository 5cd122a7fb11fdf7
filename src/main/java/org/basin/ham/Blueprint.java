package org.basin.ham;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A hypergraph as a sweep file writes it. A neuron reads {@code NAME LAGRANGIAN SHAPE}, such as
 * {@code visible tanh 64} or {@code image identity 8x8x1}; a synapse {@code NAME dense START} or
 * {@code NAME convolution SIDE STRIDE PADDING START}, where START is {@code patterns}, {@code
 * zeros}, {@code normal S} or {@code uniform S}; a connection {@code SYNAPSE LAYER LAYER …}. The
 * first layer is the one that cues are shown to.
 *
 * @param starts how the weights of each synapse begin
 */
record Blueprint(Hypergraph graph, List<WeightStart> starts) {

  private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{0,6}(x[1-9][0-9]{0,6}){0,3}");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,4}");
  private static final Pattern REAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  /**
   * Reads the three lists.
   *
   * @throws BlueprintException with the name of the list, the law and the text
   */
  static Blueprint of(List<String> neurons, List<String> synapses, List<String> connections) {
    List<NeuronLayer> layers = neurons.stream().map(Blueprint::layer).toList();
    List<String> names = layers.stream().map(NeuronLayer::name).toList();
    distinct("neurons", names);
    List<List<String>> words = synapses.stream().map(text -> List.of(text.split(" "))).toList();
    List<String> synapseNames = words.stream().map(one -> one.get(0)).toList();
    distinct("synapses", synapseNames);
    List<Connection> joined = new ArrayList<>();
    for (String text : connections) {
      joined.add(connection(text, names, synapseNames));
    }
    List<Synapse> made = new ArrayList<>();
    List<WeightStart> starts = new ArrayList<>();
    for (int s = 0; s < words.size(); s++) {
      int index = s;
      Connection first =
          joined.stream()
              .filter(one -> one.synapse() == index)
              .findFirst()
              .orElseThrow(
                  () ->
                      new BlueprintException(
                          "connections",
                          "every synapse must be connected, got none for "
                              + synapseNames.get(index)));
      made.add(
          synapse(
              synapses.get(s), words.get(s), first.layers().stream().map(layers::get).toList()));
      starts.add(start(synapses.get(s), words.get(s)));
    }
    try {
      return new Blueprint(new Hypergraph(layers, made, joined), starts);
    } catch (IllegalArgumentException e) {
      throw new BlueprintException("connections", e.getMessage());
    }
  }

  private static NeuronLayer layer(String text) {
    String[] words = text.split(" ");
    if (words.length != 3 || !SHAPE.matcher(words[2]).matches()) {
      throw new BlueprintException(
          "neurons", "must read NAME LAGRANGIAN SHAPE such as visible tanh 64, got " + text);
    }
    List<Integer> shape = Arrays.stream(words[2].split("x")).map(Integer::valueOf).toList();
    try {
      NeuronLayer layer = new NeuronLayer(words[0], Lagrangian.of(words[1]), shape);
      layer.units();
      return layer;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BlueprintException("neurons", e.getMessage() + " in " + text);
    }
  }

  private static Connection connection(String text, List<String> layers, List<String> synapses) {
    List<String> words = List.of(text.split(" "));
    if (words.size() < 2) {
      throw new BlueprintException(
          "connections", "must read SYNAPSE LAYER LAYER … such as xi visible memory, got " + text);
    }
    List<Integer> joined =
        words.subList(1, words.size()).stream()
            .map(word -> index("neurons", word, layers, text))
            .toList();
    return new Connection(index("synapses", words.get(0), synapses, text), joined);
  }

  private static int index(String list, String word, List<String> names, String text) {
    int index = names.indexOf(word);
    if (index < 0) {
      throw new BlueprintException(
          "connections",
          "must name one of the "
              + list
              + " "
              + String.join(" ", names)
              + ", got "
              + word
              + " in "
              + text);
    }
    return index;
  }

  private static Synapse synapse(String text, List<String> words, List<NeuronLayer> layers) {
    String kind = words.size() < 3 ? "" : words.get(1);
    try {
      if (kind.equals("dense")) {
        return new Dense(layers.stream().map(NeuronLayer::units).toList());
      }
      if (kind.equals("convolution")
          && words.size() > 5
          && words.subList(2, 5).stream().allMatch(word -> WHOLE.matcher(word).matches())) {
        return convolution(words, layers);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BlueprintException("synapses", e.getMessage() + " in " + text);
    }
    throw new BlueprintException(
        "synapses",
        "must read NAME dense START or NAME convolution SIDE STRIDE PADDING START, got " + text);
  }

  private static Synapse convolution(List<String> words, List<NeuronLayer> layers) {
    List<Integer> image = layers.get(0).shape();
    if (layers.size() != 2 || image.size() != 3 || layers.get(1).shape().size() != 3) {
      throw new IllegalArgumentException(
          "a convolution must connect two layers of three axes each, got "
              + layers.stream()
                  .map(layer -> layer.name() + " " + layer.shape())
                  .collect(Collectors.joining(", ")));
    }
    return new Convolution(
        image.get(0),
        image.get(1),
        image.get(2),
        Integer.parseInt(words.get(2)),
        layers.get(1).shape().get(2),
        Integer.parseInt(words.get(3)),
        Integer.parseInt(words.get(4)));
  }

  private static WeightStart start(String text, List<String> words) {
    List<String> last = words.subList(words.get(1).equals("dense") ? 2 : 5, words.size());
    String kind = last.get(0);
    boolean bare = kind.equals("patterns") || kind.equals("zeros");
    boolean scaled = kind.equals("normal") || kind.equals("uniform");
    boolean fits =
        bare ? last.size() == 1 : scaled && last.size() == 2 && REAL.matcher(last.get(1)).matches();
    if (!fits) {
      throw new BlueprintException(
          "synapses",
          "weights must start as patterns, zeros, normal S or uniform S, got "
              + String.join(" ", last)
              + " in "
              + text);
    }
    return new WeightStart(
        WeightStart.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        bare ? 1 : Double.parseDouble(last.get(1)));
  }

  private static void distinct(String list, List<String> names) {
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new BlueprintException(list, "names must be distinct, got " + name + " twice");
      }
    }
  }

  /**
   * How the weights of a synapse begin.
   *
   * @param scale multiplies what is drawn
   */
  record WeightStart(Kind kind, double scale) {

    /** What is drawn. */
    enum Kind {
      /** The stored patterns: {@code W[i][μ] = ξ^μ_i}. */
      PATTERNS,
      /** Standard normal. */
      NORMAL,
      /** Uniform in ±1. */
      UNIFORM,
      ZEROS
    }
  }
}
