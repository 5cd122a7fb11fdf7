package org.basin.draw;

import java.awt.image.BufferedImage;

/** Makes pictures of figures. */
public final class Drawing {

  private Drawing() {}

  /** A figure as the bytes of a file. */
  public static byte[] bytes(Figure figure, Medium medium) {
    return canvas(figure, medium).bytes();
  }

  /** A figure as pixels. */
  public static BufferedImage image(Figure figure) {
    return canvas(figure, Medium.PNG).image();
  }

  private static Canvas canvas(Figure figure, Medium medium) {
    if (figure instanceof Figure.Curves curves) {
      return new CurvesPicture(curves).draw(medium);
    }
    if (figure instanceof Figure.Network network) {
      return new NetworkPicture(network).draw(medium);
    }
    Figure.Matrices matrices = (Figure.Matrices) figure;
    return new Gallery(
            matrices.title(),
            matrices.caption(),
            matrices.panels(),
            matrices.across(),
            matrices.extent())
        .draw(medium);
  }
}
