package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

  private static final Vmid WEB = Vmid.of(950);

  @ParameterizedTest
  @ValueSource(strings = {"", "notes", "grüße: 100 %\n\n<!-- mine -->"})
  void what_is_remembered_is_found_again_and_the_notes_stay(String notes) {
    Ownership ownership =
        new Ownership(
            new TreeSet<>(List.of("mp:/da ta", "mp:/grüße%20", "net1", "mp:/a-->b", "mp:/a+b")));

    String text = ownership.in(notes);

    assertThat(Ownership.of(text)).isEqualTo(ownership);
    assertThat(Ownership.withoutMark(text)).isEqualTo(notes);
    assertThat(text.lines().reduce((one, next) -> next).orElseThrow())
        .startsWith("<!-- phoenix: ")
        .endsWith(" -->");
  }

  @Test
  void a_new_container_remembers_who_made_it_and_of_what() {
    Ownership made = Ownership.ofNew(WEB, "ai lab", new ContainerSource.Clone(Vmid.of(900)));

    Ownership found = Ownership.of(made.in("notes"));

    assertThat(found.makers(WEB)).containsExactly("ai lab");
    assertThat(found.source(WEB)).contains("900");
    assertThat(found.isFromOther(WEB, new ContainerSource.Clone(Vmid.of(900)))).isFalse();
    assertThat(found.isFromOther(WEB, new ContainerSource.Clone(Vmid.of(901)))).isTrue();
    assertThat(found.parts()).isEmpty();
  }

  @Test
  void of_a_container_that_others_made_nobody_claims_to_have_made_it() {
    Ownership ownership = Ownership.of("notes\n<!-- phoenix: net1 -->");

    assertThat(ownership.origin(WEB, "lab")).isEmpty();
    assertThat(ownership.isFromOther(WEB, new ContainerSource.Clone(Vmid.of(900)))).isFalse();
    assertThat(ownership.parts()).containsExactly("net1");
  }

  @Test
  void a_container_belongs_to_all_that_define_it_until_they_do_no_more() {
    Ownership made = Ownership.of("<!-- phoenix: from:900 made:950:lab -->");

    assertThat(made.origin(WEB, "web")).containsExactly("from:900", "made:950:lab", "made:950:web");
    assertThat(made.origin(WEB, "lab")).containsExactly("from:900", "made:950:lab");
    assertThat(made.without(WEB, "lab").names()).containsExactly("from:900");
  }

  @Test
  void a_copy_brings_the_notes_along_and_was_made_by_nobody() {
    Ownership copied = Ownership.of("<!-- phoenix: from:900 made:950:lab net1 -->");
    Vmid copy = Vmid.of(999);

    assertThat(copied.makers(WEB)).containsExactly("lab");
    assertThat(copied.makers(copy)).isEmpty();
    assertThat(copied.origin(copy, "lab")).isEmpty();
    assertThat(copied.isFromOther(copy, new ContainerSource.Clone(Vmid.of(901)))).isFalse();
  }

  @Test
  void an_image_is_the_same_on_every_storage() {
    ContainerSource image = new ContainerSource.Image("local:vztmpl/debian-12.tar.zst");
    Ownership made = Ownership.ofNew(WEB, "lab", image);

    assertThat(made.isFromOther(WEB, new ContainerSource.Image("nas:vztmpl/debian-12.tar.zst")))
        .isFalse();
    assertThat(made.isFromOther(WEB, new ContainerSource.Image("nas:vztmpl/debian-13.tar.zst")))
        .isTrue();
  }

  @Test
  void no_name_of_its_own_makes_way_for_one() {
    Ownership made = Ownership.of("<!-- phoenix: made:950:phoenix -->");

    assertThat(made.origin(WEB, "lab")).containsExactly("made:950:lab");
    assertThat(made.origin(WEB, "phoenix")).containsExactly("made:950:phoenix");
    assertThat(Ownership.of("<!-- phoenix: made:950:lab -->").origin(WEB, "phoenix"))
        .containsExactly("made:950:lab");
  }

  @Test
  void nothing_leaves_no_mark() {
    assertThat(new Ownership(new TreeSet<>()).in("notes")).isEqualTo("notes");
    assertThat(Ownership.of("notes").names()).isEmpty();
  }
}
