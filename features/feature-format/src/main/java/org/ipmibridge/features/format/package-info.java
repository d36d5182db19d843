/**
 * Reads feature files: the OSGi feature form (OSGi Compendium R8, chapter 159) as far as this project uses it.
 *
 * <p>Read are {@code feature-resource-version}, {@code id}, {@code categories} and {@code bundles}; a bundle has an {@code id} ({@code group:artifact:version})
 * and a {@code start-order}, its start level. Other keys of the form are accepted and have no effect.
 */
package org.ipmibridge.features.format;
