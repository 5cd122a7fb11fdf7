/** What is learned: samples with labels, held once per JVM. Knows neither models nor engines. */
package org.basin.data;
