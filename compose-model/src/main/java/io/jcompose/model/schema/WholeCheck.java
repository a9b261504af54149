package io.jcompose.model.schema;

/** Checks each map of a merged tree as a whole, whether it takes part or not. */
final class WholeCheck implements Kind.Walker {
  @Override
  public void meets(Keys keys, Value map) {
    keys.checkWhole(map);
  }

  @Override
  public void meets(MapOf kind, Value map) {
    kind.checkWhole(map);
  }

  @Override
  public void meets(ListOf kind, Value list) {
    kind.checkWhole(list);
  }

  /** Items are never merged, so they were checked when they were written out. */
  @Override
  public boolean goesIntoLists() {
    return false;
  }
}
