/**
 * A vCenter, or an ESXi, of govmomi's simulator, as a process of its own over TLS on 127.0.0.1. It is built from Debian's packages
 * {@code golang-go}, {@code golang-github-vmware-govmomi-dev} and {@code golang-github-google-uuid-dev} when it is first needed.
 */
package org.ipmibridge.testkit.vcenter;
