package org.basin.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.kernel.Precision;
import org.basin.kernel.Program;
import org.basin.kernel.Program.Operation;

/**
 * Expressions that share their parts: equal parts are one node. A node is its number; operands have
 * lesser numbers than what is made of them. Operations on constants are done at once, in double
 * precision, where their result is finite.
 */
final class Graph {

  /**
   * A node.
   *
   * @param operands none of an input or a constant
   * @param value of a constant; the number of an input
   */
  private record Node(Kind kind, Operation operation, List<Integer> operands, double value) {}

  private enum Kind {
    INPUT,
    CONSTANT,
    OPERATION
  }

  private final int inputs;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> known = new HashMap<>();

  /**
   * @param inputs how many numbers expressions are functions of; the first nodes
   */
  Graph(int inputs) {
    this.inputs = inputs;
    for (int i = 0; i < inputs; i++) {
      node(new Node(Kind.INPUT, Operation.ADD, List.of(), i));
    }
  }

  private int node(Node node) {
    Integer before = known.putIfAbsent(node, nodes.size());
    if (before != null) {
      return before;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  int constant(double value) {
    return node(new Node(Kind.CONSTANT, Operation.ADD, List.of(), value + 0.0));
  }

  boolean isConstant(int node) {
    return nodes.get(node).kind == Kind.CONSTANT;
  }

  boolean isInput(int node) {
    return nodes.get(node).kind == Kind.INPUT;
  }

  boolean is(int node, double constant) {
    return isConstant(node) && nodes.get(node).value == constant;
  }

  /** The operation of a node that is neither an input nor a constant. */
  Operation operation(int node) {
    return nodes.get(node).operation;
  }

  List<Integer> operands(int node) {
    return nodes.get(node).operands;
  }

  int apply(Operation operation, Integer... operands) {
    List<Integer> all = List.of(operands);
    if (all.stream().allMatch(this::isConstant)) {
      double value = folded(operation, all);
      if (Double.isFinite(value)) {
        return constant(value);
      }
    }
    return node(new Node(Kind.OPERATION, operation, all, 0));
  }

  private double folded(Operation operation, List<Integer> operands) {
    double[] values = new double[4];
    for (int i = 0; i < operands.size(); i++) {
      values[i] = nodes.get(operands.get(i)).value;
    }
    Program.Step step = new Program.Step(operation, 0, 1, 2, 3);
    return new Program(3, List.of(), List.of(step), 4, 3).value(Precision.DOUBLE, values);
  }

  /** The program that computes a node. */
  Program program(int result) {
    return new Compilation(this, inputs, nodes.size()).program(result);
  }

  double value(int constant) {
    return nodes.get(constant).value;
  }
}
