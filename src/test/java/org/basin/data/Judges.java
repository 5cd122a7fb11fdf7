package org.basin.data;

/** Two plain classifiers that tell how hard a data set is. */
final class Judges {

  private Judges() {}

  /** Share of the samples whose label is that of their nearest neighbour among the known ones. */
  static double nearestNeighbour(Samples known, Samples asked, int inputs) {
    int right = 0;
    for (int i = 0; i < asked.size(); i++) {
      double best = Double.POSITIVE_INFINITY;
      int label = -1;
      for (int j = 0; j < known.size(); j++) {
        double distance = 0;
        for (int c = 0; c < inputs; c++) {
          double d = asked.x()[i * inputs + c] - known.x()[j * inputs + c];
          distance += d * d;
        }
        if (distance < best) {
          best = distance;
          label = known.labels()[j];
        }
      }
      right += label == asked.labels()[i] ? 1 : 0;
    }
    return (double) right / asked.size();
  }

  /** Test accuracy of multinomial logistic regression after so many epochs of plain descent. */
  static double linear(Dataset data, int epochs, double step) {
    int inputs = data.inputs();
    int classes = data.classes();
    double[] weights = new double[classes * (inputs + 1)];
    double[] output = new double[classes];
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int i = 0; i < data.train().size(); i++) {
        softmax(weights, data.train(), i, inputs, output);
        output[data.train().labels()[i]] -= 1;
        for (int k = 0; k < classes; k++) {
          int row = k * (inputs + 1);
          for (int c = 0; c < inputs; c++) {
            weights[row + c] -= step * output[k] * data.train().x()[i * inputs + c];
          }
          weights[row + inputs] -= step * output[k];
        }
      }
    }
    int right = 0;
    for (int i = 0; i < data.test().size(); i++) {
      softmax(weights, data.test(), i, inputs, output);
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = output[k] > output[best] ? k : best;
      }
      right += best == data.test().labels()[i] ? 1 : 0;
    }
    return (double) right / data.test().size();
  }

  private static void softmax(double[] weights, Samples samples, int i, int inputs, double[] out) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < out.length; k++) {
      double sum = weights[k * (inputs + 1) + inputs];
      for (int c = 0; c < inputs; c++) {
        sum += weights[k * (inputs + 1) + c] * samples.x()[i * inputs + c];
      }
      out[k] = sum;
      most = Math.max(most, sum);
    }
    double total = 0;
    for (int k = 0; k < out.length; k++) {
      out[k] = Math.exp(out[k] - most);
      total += out[k];
    }
    for (int k = 0; k < out.length; k++) {
      out[k] /= total;
    }
  }
}
