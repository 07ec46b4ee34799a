package ai.thinkheads.phoenix.core.model;

/** What a container is made from: an image, or a snapshot of another container. */
public sealed interface ContainerSource {

  /**
   * A fresh root file system, unpacked from an image.
   *
   * @param volume the image: a volume id like {@code local:vztmpl/debian-12.tar.zst}, or an
   *     absolute path on the node (which only root may use)
   */
  record Image(String volume) implements ContainerSource {

    /**
     * @throws IllegalArgumentException when the text is neither volume id nor absolute path
     */
    public Image {
      if (!volume.startsWith("/") && !volume.matches("[A-Za-z][A-Za-z0-9_.-]*:vztmpl/[^/]+")) {
        throw new IllegalArgumentException(
            "\""
                + volume
                + "\" is not an image; use STORAGE:vztmpl/FILE or an absolute path on the node");
      }
    }

    /** The file name, without storage or folders. */
    public String fileName() {
      return volume.substring(volume.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
      return volume;
    }
  }

  /**
   * A copy of another container, taken at its template snapshot.
   *
   * @param vmid the container that is cloned
   */
  record Clone(Vmid vmid) implements ContainerSource {
    @Override
    public String toString() {
      return "clone of " + vmid;
    }
  }
}
