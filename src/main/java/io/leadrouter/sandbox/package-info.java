/**
 * Everything in one process, to see the router work: a real broker, a schema registry, a seeded
 * sample, a simulated CRM, and an independent count of where every lead ended. The packaged
 * application leaves this room out.
 */
package io.leadrouter.sandbox;
