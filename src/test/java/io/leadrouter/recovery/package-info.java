/**
 * What holds on a real broker whatever happens: restarts, crashes, bad records, a registry gone.
 */
package io.leadrouter.recovery;
