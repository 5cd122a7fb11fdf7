package org.basin.ham;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.kernel.Kernels;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzException;
import org.basin.npz.NpzFile;

/**
 * A memory on disk, in two files of one name: {@code NAME.json} says layers, synapses, connections
 * and the numbers of the Lagrangians, {@code NAME.npz} holds {@code state_K} and {@code mask_K} of
 * layer K, of shape (samples, …), and {@code weights_S} of synapse S, in double precision. NumPy
 * reads the second as it is.
 */
public final class HamFile {

  private static final String FORMAT = "basin-ham-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HamFile() {}

  /**
   * Writes both files, over what is there.
   *
   * @param name path of the files without {@code .json} and {@code .npz}
   */
  public static void write(Path name, HamReplay ham) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("samples", ham.samples());
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    ArrayNode layers = root.putArray("layers");
    for (int k = 0; k < ham.graph().layers().size(); k++) {
      NeuronLayer layer = ham.graph().layers().get(k);
      ObjectNode node = layers.addObject();
      node.put("name", layer.name()).put("lagrangian", layer.lagrangian().label());
      layer.shape().forEach(node.withArray("shape")::add);
      ham.parameters(k).forEach(node::put);
      node.put("rate", ham.rate(k));
      List<Integer> shape = new ArrayList<>(List.of(ham.samples()));
      shape.addAll(layer.shape());
      arrays.put("state_" + k, new NpyArray.Doubles(shape, ham.states(k)));
      arrays.put("mask_" + k, new NpyArray.Doubles(shape, ham.mask(k)));
    }
    ArrayNode synapses = root.putArray("synapses");
    for (int s = 0; s < ham.graph().synapses().size(); s++) {
      Synapse synapse = ham.graph().synapses().get(s);
      describe(synapse, synapses.addObject());
      arrays.put("weights_" + s, new NpyArray.Doubles(synapse.shape(), ham.weights(s)));
    }
    ArrayNode connections = root.putArray("connections");
    for (Connection connection : ham.graph().connections()) {
      ObjectNode node = connections.addObject().put("synapse", connection.synapse());
      connection.layers().forEach(node.withArray("layers")::add);
    }
    NpzFile.write(beside(name, ".npz"), arrays);
    Files.writeString(
        beside(name, ".json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  private static void describe(Synapse synapse, ObjectNode node) {
    if (synapse instanceof Convolution c) {
      node.put("type", "convolution").put("height", c.height()).put("width", c.width());
      node.put("channels", c.channels()).put("side", c.side()).put("features", c.features());
      node.put("stride", c.stride()).put("padding", c.padding());
    } else {
      node.put("type", "dense");
      synapse.shape().forEach(node.withArray("shape")::add);
    }
  }

  /**
   * Reads both files.
   *
   * @param name path of the files without {@code .json} and {@code .npz}
   * @param kernels that it is to run on; numbers are rounded to what they hold
   * @throws NpzException when one of them is not as {@link #write} leaves it; the message says
   *     where
   */
  public static HamReplay read(Path name, Kernels kernels) throws IOException {
    Path file = beside(name, ".json");
    JsonNode root;
    try {
      root = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new NpzException(file + ": must be JSON, got " + e.getOriginalMessage());
    }
    if (!root.path("format").asText().equals(FORMAT)) {
      throw new NpzException(
          file + ": format must be " + FORMAT + ", got " + root.path("format").asText("nothing"));
    }
    Path numbers = beside(name, ".npz");
    Map<String, NpyArray> arrays = NpzFile.read(numbers);
    HamReplay ham;
    try {
      ham = new HamReplay(graph(root), root.path("samples").asInt(), kernels);
      for (int k = 0; k < ham.graph().layers().size(); k++) {
        JsonNode layer = root.get("layers").get(k);
        Map<String, Double> parameters = new LinkedHashMap<>(ham.parameters(k));
        parameters.replaceAll((key, value) -> layer.path(key).asDouble(value));
        ham.setParameters(k, parameters);
        ham.setRate(k, layer.path("rate").asDouble());
      }
    } catch (IllegalArgumentException e) {
      throw new NpzException(file + ": " + e.getMessage());
    }
    for (int k = 0; k < ham.graph().layers().size(); k++) {
      int size = ham.samples() * ham.graph().layers().get(k).units();
      ham.setStates(k, numbers(arrays, "state_" + k, size, numbers));
      ham.setMask(k, numbers(arrays, "mask_" + k, size, numbers));
    }
    for (int s = 0; s < ham.graph().synapses().size(); s++) {
      int size = ham.graph().synapses().get(s).weights();
      ham.setWeights(s, numbers(arrays, "weights_" + s, size, numbers));
    }
    return ham;
  }

  private static double[] numbers(Map<String, NpyArray> arrays, String name, int size, Path file)
      throws NpzException {
    NpyArray array = arrays.get(name);
    if (array == null || array.size() != size) {
      throw new NpzException(
          "%s: %s must hold %d numbers, got %s"
              .formatted(file, name, size, array == null ? "no such array" : array.shape()));
    }
    return array.doubles();
  }

  private static Hypergraph graph(JsonNode root) {
    List<NeuronLayer> layers = new ArrayList<>();
    for (JsonNode layer : root.path("layers")) {
      Lagrangian lagrangian = Lagrangian.of(layer.path("lagrangian").asText());
      layers.add(
          new NeuronLayer(layer.path("name").asText(), lagrangian, whole(layer.path("shape"))));
    }
    List<Synapse> synapses = new ArrayList<>();
    for (JsonNode synapse : root.path("synapses")) {
      synapses.add(synapse(synapse));
    }
    List<Connection> connections = new ArrayList<>();
    for (JsonNode connection : root.path("connections")) {
      connections.add(
          new Connection(connection.path("synapse").asInt(-1), whole(connection.path("layers"))));
    }
    return new Hypergraph(layers, synapses, connections);
  }

  private static Synapse synapse(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "dense" -> new Dense(whole(node.path("shape")));
      case "convolution" ->
          new Convolution(
              node.path("height").asInt(),
              node.path("width").asInt(),
              node.path("channels").asInt(),
              node.path("side").asInt(),
              node.path("features").asInt(),
              node.path("stride").asInt(),
              node.path("padding").asInt());
      default ->
          throw new IllegalArgumentException(
              "a synapse's type must be dense or convolution, got " + node.path("type").asText());
    };
  }

  private static List<Integer> whole(JsonNode list) {
    List<Integer> numbers = new ArrayList<>();
    list.forEach(one -> numbers.add(one.asInt(-1)));
    return numbers;
  }

  private static Path beside(Path name, String suffix) {
    return name.resolveSibling(name.getFileName() + suffix);
  }
}
