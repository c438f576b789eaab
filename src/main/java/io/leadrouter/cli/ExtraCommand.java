package io.leadrouter.cli;

import java.util.concurrent.Callable;

/**
 * A command that {@link Main} finds with {@link java.util.ServiceLoader}, so that the packaged
 * application can leave it out. An implementation is public, has a public constructor without
 * parameters and carries picocli's {@code @Command}; {@link #call()} answers the exit code: 0 done,
 * 1 failed, 2 wrong usage.
 */
public interface ExtraCommand extends Callable<Integer> {}
