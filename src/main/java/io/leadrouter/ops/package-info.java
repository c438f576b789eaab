/**
 * What operations see: metrics for Prometheus, health for whoever restarts the process, and the
 * HTTP address where both are found.
 */
package io.leadrouter.ops;
