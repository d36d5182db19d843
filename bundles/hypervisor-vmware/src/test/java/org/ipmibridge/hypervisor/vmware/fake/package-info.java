/**
 * A small vSphere that lies on demand, over HTTPS on 127.0.0.1, for what the simulator cannot show.
 *
 * <p>{@link org.ipmibridge.hypervisor.vmware.fake.FakeVsphere} offers: log-in, log-out, versions, {@code CurrentTime}; objects whose
 * properties are XML by path ({@link org.ipmibridge.hypervisor.vmware.fake.FakeObject}), read by {@code RetrievePropertiesEx} (objects
 * one by one or all of a container view, in pages on demand) and {@code WaitForUpdatesEx} with versions; virtual machines with the power
 * operations, guest operations, {@code ReconfigVM_Task} (extraConfig, bootOptions, firmware, devices) and {@code AnswerVM}; tasks that
 * take their time ({@code taskDuration}) over queued and running to success or error; questions that hold a machine's tasks until they
 * are answered; {@code PUT} and {@code HEAD} of {@code /folder}. Any method can be made to behave otherwise, once or always
 * ({@link org.ipmibridge.hypervisor.vmware.fake.Behaviour}): faults, failing tasks, late, cut, truncated, empty, HTML or made-up answers,
 * HTTP codes. It can freeze, forget its sessions, stop, and start again on its port; it counts what it was asked.
 */
package org.ipmibridge.hypervisor.vmware.fake;
