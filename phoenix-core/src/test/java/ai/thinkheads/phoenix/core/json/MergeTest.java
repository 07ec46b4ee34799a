package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "what did not change keeps its spelling | {'n':0.10,'b':2} | {'b':2,'n':0.1} |"
            + " {'b':3,'n':0.1} | {'n':0.10,'b':3}",
        "an unknown key stays | {'x':1,'a':1} | {'a':1} | {'a':2} | {'x':1,'a':2}",
        "an unknown key stays deep inside | {'o':{'x':1,'a':1}} | {'o':{'a':1}} | {'o':{'a':2}} |"
            + " {'o':{'x':1,'a':2}}",
        "absence stays when the value is the same | {'b':1} | {'a':0,'b':1} | {'a':0,'b':2} |"
            + " {'b':2}",
        "what is gone is taken out | {'a':1,'b':1} | {'a':1,'b':1} | {'b':1} | {'b':1}",
        "what is empty and unsaid stays | {'a':[],'b':1} | {'b':1} | {'b':2} | {'a':[],'b':2}",
        "what is new stands behind its neighbour | {'a':1,'c':3} | {'a':1,'c':3} |"
            + " {'a':1,'b':2,'c':3} | {'a':1,'b':2,'c':3}",
        "what is new and first stands in front | {'b':1} | {'b':1} | {'a':0,'b':1} |"
            + " {'a':0,'b':1}",
        "an item keeps what is unknown | {'l':[{'a':1,'x':9},{'a':2}]} | {'l':[{'a':1},{'a':2}]} |"
            + " {'l':[{'a':3},{'a':2}]} | {'l':[{'a':3,'x':9},{'a':2}]}",
        "an item is found where it went | {'l':[{'a':1,'x':9},{'a':2}]} |"
            + " {'l':[{'a':1},{'a':2}]} | {'l':[{'a':0},{'a':1},{'a':2}]} |"
            + " {'l':[{'a':0},{'a':1,'x':9},{'a':2}]}",
        "an item that goes takes along what is unknown | {'l':[{'a':1,'x':9},{'a':2}]} |"
            + " {'l':[{'a':1},{'a':2}]} | {'l':[{'a':2}]} | {'l':[{'a':2}]}",
        "a list that the model sorts is not mixed up | {'l':['9','1']} | {'l':['1','9']} |"
            + " {'l':['1','9','5']} | {'l':['1','9','5']}",
        "a value of another kind is replaced | {'a':'nesting=1'} | {'a':['nesting=1']} |"
            + " {'a':['nesting=0']} | {'a':['nesting=0']}",
      })
  void a_change_is_carried_over(
      String fact, String original, String before, String after, String merged) {
    assertThat(
            JsonWriter.oneLine(Merge.merge(json(original), json(before), json(after)))
                .replace('"', '\''))
        .as(fact)
        .isEqualTo(merged);
  }

  private static JsonObject json(String text) {
    return JsonReader.read(text.replace('\'', '"'), new Problems("file")).orElseThrow();
  }
}
