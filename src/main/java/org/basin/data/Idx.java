package org.basin.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;

/** Images and labels in the four files of MNIST and its kin, plain or compressed. */
final class Idx {

  static final DataKind KIND =
      new DataKind(
          "idx",
          "images and labels in IDX files, as MNIST and Fashion-MNIST have them",
          List.of(
              DataOption.path(
                  "path",
                  "folder of train-images-idx3-ubyte, train-labels-idx1-ubyte and the two of t10k,"
                      + " each plain or .gz"),
              DataOption.path("images", "file of training images, in place of path"),
              DataOption.path("labels", "file of their labels"),
              DataOption.path("test_images", "file of test images"),
              DataOption.path("test_labels", "file of their labels"),
              DataOption.integer(
                  "train",
                  "",
                  1,
                  Integer.MAX_VALUE,
                  "first so many training images; all if left out"),
              DataOption.integer(
                  "test", "", 0, Integer.MAX_VALUE, "first so many test images; all if left out"),
              DataOption.integer(
                  "classes", "10", 2, 256, "labels are from 0 to one less than this"),
              SharedOptions.scale("unit", "pixels divided by 255")));

  private static final List<String> STANDARD_NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private static final List<String> NAMED =
      List.of("images", "labels", "test_images", "test_labels");

  private Idx() {}

  /** The files: images and labels for training and, unless no test part is wanted, for testing. */
  static List<InputFile> files(Options options, Configuration configuration) {
    boolean tested = limit(options, "test") > 0;
    if (!options.has("path")) {
      return named(options, tested, configuration);
    }
    for (String name : NAMED) {
      if (options.has(name)) {
        throw new DataException(
            name, "the files must be named by path or one by one, got path and " + name);
      }
    }
    List<InputFile> files = new ArrayList<>();
    for (String name : STANDARD_NAMES.subList(0, tested ? 4 : 2)) {
      files.add(inFolder(options.text("path"), name, configuration));
    }
    return files;
  }

  private static List<InputFile> named(
      Options options, boolean tested, Configuration configuration) {
    boolean testFiles = options.has("test_images") || options.has("test_labels");
    List<InputFile> files = new ArrayList<>();
    for (String name : NAMED.subList(0, testFiles ? 4 : 2)) {
      if (!options.has(name)) {
        throw new DataException(
            "", "kind idx must give path, or images and labels; got no " + name);
      }
      files.add(InputFile.of(name, options.text(name), configuration));
    }
    return tested ? files : files.subList(0, 2);
  }

  private static InputFile inFolder(String folder, String name, Configuration configuration) {
    InputFile.Found found = InputFile.Found.of("path", folder, configuration);
    if (!found.folder()) {
      throw found.refused("path must be the folder of the four IDX files, got a file");
    }
    for (String ending : List.of("", ".gz")) {
      String path = new Path(found.status().getPath(), name + ending).toString();
      if (InputFile.exists(path, configuration)) {
        return InputFile.of("path", path, configuration);
      }
    }
    throw found.refused("this folder must hold " + name + " or " + name + ".gz, got neither");
  }

  private static long limit(Options options, String name) {
    return options.has(name) ? options.whole(name) : Integer.MAX_VALUE;
  }

  /** Reads the files. */
  static Dataset of(Options options, List<InputFile> files) {
    int classes = options.integer("classes");
    IdxFile images = IdxFile.read(files.get(0), IdxFile.IMAGES, limit(options, "train"));
    Samples train = samples(images, files, 0, classes, limit(options, "train"));
    Samples test = Samples.NONE;
    if (files.size() > 2) {
      IdxFile others = IdxFile.read(files.get(2), IdxFile.IMAGES, limit(options, "test"));
      for (int d = 1; d < 3; d++) {
        if (images.sizes()[d] != others.sizes()[d]) {
          throw files
              .get(2)
              .refused(
                  "test images must be of the size of the training images, %d x %d, got %d x %d"
                      .formatted(
                          images.sizes()[1],
                          images.sizes()[2],
                          others.sizes()[1],
                          others.sizes()[2]));
        }
      }
      test = samples(others, files, 2, classes, limit(options, "test"));
    }
    Dataset data =
        new Dataset(
            KIND.name(),
            images.sizes()[1],
            images.sizes()[2],
            Dataset.numbered(classes),
            train,
            test);
    return Scale.of(data, options.text("scale"), 255);
  }

  private static Samples samples(
      IdxFile images, List<InputFile> files, int first, int classes, long most) {
    InputFile file = files.get(first + 1);
    IdxFile labels = IdxFile.read(file, IdxFile.LABELS, most);
    if (labels.sizes()[0] != images.sizes()[0]) {
      throw file.refused(
          "there must be as many labels as images, got labels=%,d, images=%,d in %s"
              .formatted(labels.sizes()[0], images.sizes()[0], files.get(first).place()));
    }
    int[] numbers = new int[labels.bytes().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = labels.bytes()[i] & 0xFF;
      if (numbers[i] >= classes) {
        throw file.refused(
            "labels must be from 0 to %d, since classes is %d, got label %,d = %d"
                .formatted(classes - 1, classes, i, numbers[i]));
      }
    }
    float[] x = new float[images.bytes().length];
    for (int i = 0; i < x.length; i++) {
      x[i] = images.bytes()[i] & 0xFF;
    }
    return new Samples(x, numbers);
  }
}
