package org.ipmibridge.bundle.deployer;

/** Takes what there is to be told. */
@FunctionalInterface
interface News {
    /**
     * @param name the symbolic name of the bundle that it is about
     * @param text what became of it, in one line
     */
    void say(String name, String text);
}
