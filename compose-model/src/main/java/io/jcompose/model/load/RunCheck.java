package io.jcompose.model.load;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.schema.Findings;
import io.jcompose.model.schema.SchemaContext;
import io.jcompose.model.yaml.MapNode;
import java.util.List;

/**
 * What stands between a loaded project and running it. Looked for when it is asked for: who only
 * looks at a project need not wait for it.
 */
final class RunCheck {
  private final ComposeSchema schema;
  private final MapNode tree;
  private final Meaning meaning;
  private final boolean interpolated;

  /**
   * Creates the check.
   *
   * @param tree the project in long form
   * @param meaning what problems mean to users
   * @param interpolated whether variables were filled in
   */
  RunCheck(ComposeSchema schema, MapNode tree, Meaning meaning, boolean interpolated) {
    this.schema = schema;
    this.tree = tree;
    this.meaning = meaning;
    this.interpolated = interpolated;
  }

  /** Returns the values that Compose accepts and no engine does. */
  List<Problem> illegal() {
    var illegal = new Problems();
    schema.checkDemands(tree, reportingTo(illegal, new Problems()));
    return meaning.of(illegal.found());
  }

  /** Returns the keys that jcompose does not honour. */
  List<Problem> unsupported() {
    var unsupported = new Problems();
    schema.checkSupport(tree, reportingTo(unsupported, new Problems()));
    return meaning.of(unsupported.found());
  }

  /** Returns the keys that do nothing on one host, in the order they were found. */
  List<Problem> withoutEffect() {
    var withoutEffect = new Problems();
    schema.checkSupport(tree, reportingTo(new Problems(), withoutEffect));
    schema.checkDemands(tree, reportingTo(new Problems(), withoutEffect));
    return withoutEffect.found();
  }

  private SchemaContext reportingTo(Problems problems, Problems warnings) {
    return SchemaContext.asIs(new Findings(problems, warnings), interpolated);
  }
}
