package io.jcompose.scheduler.event;

/**
 * A step as a display shows it.
 *
 * @param number of the step in its plan, from 1
 * @param action what is done, such as {@code create}, {@code start}, {@code wait}
 * @param object the kind of thing it is done to: {@code container}, {@code pod} or {@code volume}
 * @param name that thing's name
 * @param text the step's line as every plan shows it, such as {@code start container shop-web-1}
 * @param cause why it is done: a clause
 */
public record StepLabel(
    int number, String action, String object, String name, String text, String cause) {}
