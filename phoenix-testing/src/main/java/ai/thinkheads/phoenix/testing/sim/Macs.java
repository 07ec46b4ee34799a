package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Locale;
import java.util.Random;

/**
 * Where new hardware addresses come from: a different one for each guest, interface and previous
 * address, and the same ones in each run with the same seed, whatever order commands run in.
 */
record Macs(long seed) {

  /** Proxmox's own prefix. */
  private static final String PREFIX = "BC:24:11";

  String next(Vmid vmid, String network, String previous) {
    long mix = seed;
    for (char c : (vmid + "/" + network + "/" + previous).toCharArray()) {
      mix = mix * 6364136223846793005L + c;
    }
    byte[] tail = new byte[3];
    new Random(mix).nextBytes(tail);
    return String.format(
        Locale.ROOT, "%s:%02X:%02X:%02X", PREFIX, tail[0] & 0xff, tail[1] & 0xff, tail[2] & 0xff);
  }
}
