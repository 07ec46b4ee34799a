package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one node tells.
 *
 * @param state what exists, with nothing but the configuration of guests that live elsewhere
 * @param members the nodes of its cluster by name; none when it is in no cluster
 */
record Look(ObservedState state, SortedMap<String, ClusterMember> members) {

  Look {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }
}
