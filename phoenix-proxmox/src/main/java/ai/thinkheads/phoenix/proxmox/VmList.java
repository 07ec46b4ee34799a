package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cluster's list of guests, {@code /etc/pve/.vmlist}: JSON that the cluster file system makes
 * up whenever it is read.
 */
final class VmList {

  private static final Pattern LIST =
      Pattern.compile("\\s*\\{.*\"ids\"\\s*:\\s*\\{.*}\\s*}\\s*", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("\"([1-9][0-9]{2,8})\"\\s*:\\s*\\{");

  /**
   * The numbers of all guests.
   *
   * @throws IllegalArgumentException when the text is no such list
   */
  static SortedSet<Vmid> parse(String text) {
    if (!LIST.matcher(text).matches()) {
      throw new IllegalArgumentException(".vmlist is not a list of guests");
    }
    SortedSet<Vmid> guests = new TreeSet<>();
    Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      guests.add(Vmid.parse(entry.group(1)));
    }
    return guests;
  }

  private VmList() {}
}
