package io.jcompose.model.schema;

/**
 * Looks for values that Compose accepts and no engine does, behind every key, honoured or not:
 * whoever asks for the typed project is to get none of them.
 */
final class DemandCheck implements Kind.Walker {
  @Override
  public void meets(Keys keys, Value map) {
    // only single values are demanded anything of
  }

  @Override
  public void meets(MapOf kind, Value map) {
    // only single values are demanded anything of
  }

  @Override
  public void meets(ListOf kind, Value list) {
    // only single values are demanded anything of
  }

  @Override
  public void meets(Scalar kind, Value value) {
    // what says nothing demands nothing
    if (!value.isNull() && !kind.silent().contains(value.scalarText())) {
      kind.demand().accept(value);
    }
  }

  @Override
  public boolean goesIntoLists() {
    return true;
  }

  @Override
  public boolean goesInto(Key key, Value.Member member) {
    return true;
  }
}
