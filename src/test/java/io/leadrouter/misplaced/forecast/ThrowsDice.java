package io.leadrouter.misplaced.forecast;

import java.util.Random;

final class ThrowsDice {
  final double half = Math.random();
  final Random dice = new Random();
}
