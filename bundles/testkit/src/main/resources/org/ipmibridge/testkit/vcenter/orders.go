package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/session"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

type orders struct {
	calls  *counter
	server *url.URL
	client *govmomi.Client
}

// order is something that is done to one virtual machine.
type order func(context.Context, *orders, *object.VirtualMachine, []string) (interface{}, error)

var machineOrders = map[string]order{
	"power-on": task(func(ctx context.Context, vm *object.VirtualMachine, _ []string) (*object.Task, error) {
		return vm.PowerOn(ctx)
	}),
	"power-off": task(func(ctx context.Context, vm *object.VirtualMachine, _ []string) (*object.Task, error) {
		return vm.PowerOff(ctx)
	}),
	"reset": task(func(ctx context.Context, vm *object.VirtualMachine, _ []string) (*object.Task, error) {
		return vm.Reset(ctx)
	}),
	"suspend": task(func(ctx context.Context, vm *object.VirtualMachine, _ []string) (*object.Task, error) {
		return vm.Suspend(ctx)
	}),
	"destroy": task(func(ctx context.Context, vm *object.VirtualMachine, _ []string) (*object.Task, error) {
		return vm.Destroy(ctx)
	}),
	"rename": task(func(ctx context.Context, vm *object.VirtualMachine, words []string) (*object.Task, error) {
		return vm.Rename(ctx, words[0])
	}),
	"unregister": func(ctx context.Context, _ *orders, vm *object.VirtualMachine, _ []string) (interface{}, error) {
		return true, vm.Unregister(ctx)
	},
	"move":       move,
	"boot-order": bootOrder,
	"set":        set,
	"firmware":   firmware,
	"insert":     insert,
	"remove-cd":  removeCd,
	"clone":      clone,
	"attribute":  attribute,
	"show":       show,
}

func (o *orders) carryOut(words []string) (interface{}, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if words[0] == "calls" {
		return o.calls.snapshot(), nil
	}
	if err := o.login(ctx); err != nil {
		return nil, err
	}
	switch words[0] {
	case "machines":
		return o.machines(ctx)
	case "end-sessions":
		return o.endSessions(ctx)
	case "folder":
		return o.makeFolder(ctx, words[1], words[2])
	case "file":
		return o.makeFile(ctx, words[1], words[2], words[3])
	}
	action, known := machineOrders[words[0]]
	if !known {
		return nil, fmt.Errorf("there is no order %s", words[0])
	}
	name := words[1]
	if strings.Contains(name, "/") && name[0] != '/' {
		name = "/" + name
	}
	vm, err := o.finder().VirtualMachine(ctx, name)
	if err != nil {
		return nil, err
	}
	return action(ctx, o, vm, words[2:])
}

func (o *orders) login(ctx context.Context) error {
	if o.client != nil {
		if active, err := o.client.SessionManager.UserSession(ctx); err == nil && active != nil {
			return nil
		}
	}
	transport := soap.NewClient(o.server, true)
	transport.UserAgent = ownAgent
	client, err := vim25.NewClient(ctx, transport)
	if err != nil {
		return err
	}
	client.UserAgent = ownAgent
	o.client = &govmomi.Client{Client: client, SessionManager: session.NewManager(client)}
	return o.client.SessionManager.Login(ctx, o.server.User)
}

func (o *orders) finder() *find.Finder {
	finder := find.NewFinder(o.client.Client, true)
	if datacenter, err := finder.DefaultDatacenter(context.Background()); err == nil {
		finder.SetDatacenter(datacenter)
	}
	return finder
}

func (o *orders) machines(ctx context.Context) (interface{}, error) {
	found, err := o.finder().VirtualMachineList(ctx, "/...")
	if err != nil {
		return nil, err
	}
	paths := []string{}
	for _, vm := range found {
		paths = append(paths, strings.TrimPrefix(vm.InventoryPath, "/"))
	}
	return paths, nil
}

// endSessions ends all sessions but the own one, as an administrator may.
func (o *orders) endSessions(ctx context.Context) (interface{}, error) {
	own, err := o.client.SessionManager.UserSession(ctx)
	if err != nil {
		return nil, err
	}
	var manager mo.SessionManager
	if err := property.DefaultCollector(o.client.Client).RetrieveOne(ctx, o.client.SessionManager.Reference(), nil, &manager); err != nil {
		return nil, err
	}
	ended := 0
	for _, other := range manager.SessionList {
		if other.Key != own.Key {
			if err := session.NewManager(o.client.Client).TerminateSession(ctx, []string{other.Key}); err != nil {
				return nil, err
			}
			ended++
		}
	}
	return ended, nil
}

func (o *orders) makeFolder(ctx context.Context, parent, name string) (interface{}, error) {
	folder, err := o.finder().Folder(ctx, parent)
	if err != nil {
		return nil, err
	}
	_, err = folder.CreateFolder(ctx, name)
	return true, err
}

func (o *orders) makeFile(ctx context.Context, datastore, path, content string) (interface{}, error) {
	store, err := o.finder().Datastore(ctx, datastore)
	if err != nil {
		return nil, err
	}
	if slash := strings.LastIndex(path, "/"); slash > 0 {
		datacenter, err := o.finder().DefaultDatacenter(ctx)
		if err != nil {
			return nil, err
		}
		_ = object.NewFileManager(o.client.Client).MakeDirectory(ctx, store.Path(path[:slash]), datacenter, true)
	}
	upload := soap.DefaultUpload
	upload.ContentLength = int64(len(content))
	return true, store.Upload(ctx, strings.NewReader(content), path, &upload)
}

func task(begin func(context.Context, *object.VirtualMachine, []string) (*object.Task, error)) order {
	return func(ctx context.Context, _ *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
		begun, err := begin(ctx, vm, words)
		if err != nil {
			return nil, err
		}
		return true, begun.Wait(ctx)
	}
}

func reconfigure(ctx context.Context, vm *object.VirtualMachine, spec types.VirtualMachineConfigSpec) (interface{}, error) {
	begun, err := vm.Reconfigure(ctx, spec)
	if err != nil {
		return nil, err
	}
	return true, begun.Wait(ctx)
}

// attribute gives a machine a value of a custom attribute, which is defined if there is none of that name.
func attribute(ctx context.Context, o *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	manager, err := object.GetCustomFieldsManager(o.client.Client)
	if err != nil {
		return nil, err
	}
	key, err := manager.FindKey(ctx, words[0])
	if err == object.ErrKeyNameNotFound {
		definition, failure := manager.Add(ctx, words[0], "VirtualMachine", nil, nil)
		if failure != nil {
			return nil, failure
		}
		key, err = definition.Key, nil
	}
	if err != nil {
		return nil, err
	}
	if err := manager.Set(ctx, vm.Reference(), key, words[1]); err != nil {
		return nil, err
	}
	tellOfAttributes(manager.Reference(), vm.Reference())
	return true, nil
}

// tellOfAttributes tells who waits for changes what a vCenter would tell, and the simulator does not.
func tellOfAttributes(manager, vm types.ManagedObjectReference) {
	definitions := simulator.Map.Get(manager).(*simulator.CustomFieldsManager)
	simulator.Map.Update(definitions, []types.PropertyChange{{Name: "field", Val: definitions.Field}})
	machine := simulator.Map.Get(vm).(*simulator.VirtualMachine)
	simulator.Map.Update(machine, []types.PropertyChange{{Name: "customValue", Val: machine.CustomValue}})
}

func move(ctx context.Context, o *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	folder, err := o.finder().Folder(ctx, words[0])
	if err != nil {
		return nil, err
	}
	begun, err := folder.MoveInto(ctx, []types.ManagedObjectReference{vm.Reference()})
	if err != nil {
		return nil, err
	}
	return true, begun.Wait(ctx)
}

// bootOrder sets the whole order: words of cdrom, disk, ethernet, floppy, or "-" for none.
func bootOrder(ctx context.Context, _ *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	devices, err := vm.Device(ctx)
	if err != nil {
		return nil, err
	}
	options := types.VirtualMachineBootOptions{BootOrder: devices.BootOrder(words)}
	return reconfigure(ctx, vm, types.VirtualMachineConfigSpec{BootOptions: &options})
}

// set sets a property of the machine by its path.
func set(ctx context.Context, _ *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	return reconfigure(ctx, vm, types.VirtualMachineConfigSpec{
		ExtraConfig: []types.BaseOptionValue{&types.OptionValue{Key: "SET." + words[0], Value: words[1]}}})
}

func firmware(ctx context.Context, _ *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	return reconfigure(ctx, vm, types.VirtualMachineConfigSpec{Firmware: words[0]})
}

func insert(ctx context.Context, _ *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	devices, err := vm.Device(ctx)
	if err != nil {
		return nil, err
	}
	drive, err := devices.FindCdrom("")
	if err != nil {
		return nil, err
	}
	drive = devices.InsertIso(drive, words[0])
	drive.Connectable = &types.VirtualDeviceConnectInfo{StartConnected: true, Connected: true, AllowGuestControl: true}
	return true, vm.EditDevice(ctx, drive)
}

func removeCd(ctx context.Context, _ *orders, vm *object.VirtualMachine, _ []string) (interface{}, error) {
	devices, err := vm.Device(ctx)
	if err != nil {
		return nil, err
	}
	return true, vm.RemoveDevice(ctx, false, devices.SelectByType((*types.VirtualCdrom)(nil))...)
}

// clone makes a copy of that name in the same folder, powered off.
func clone(ctx context.Context, o *orders, vm *object.VirtualMachine, words []string) (interface{}, error) {
	folders, err := o.finder().DefaultFolder(ctx)
	if err != nil {
		return nil, err
	}
	begun, err := vm.Clone(ctx, folders, words[0], types.VirtualMachineCloneSpec{})
	if err != nil {
		return nil, err
	}
	return true, begun.Wait(ctx)
}

// shown is what "show" tells of a machine.
type shown struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Power        string            `json:"power"`
	UUID         string            `json:"uuid"`
	InstanceUUID string            `json:"instanceUuid"`
	Firmware     string            `json:"firmware"`
	BootOrder    []string          `json:"bootOrder"`
	EntersSetup  bool              `json:"entersSetup"`
	BootDelay    int64             `json:"bootDelay"`
	ISO          string            `json:"iso"`
	Connected    bool              `json:"connected"`
	CdDrives     int               `json:"cdDrives"`
	MAC          []string          `json:"mac"`
	ExtraConfig  map[string]string `json:"extraConfig"`
}

func show(ctx context.Context, o *orders, vm *object.VirtualMachine, _ []string) (interface{}, error) {
	var state mo.VirtualMachine
	err := property.DefaultCollector(o.client.Client).RetrieveOne(ctx, vm.Reference(), []string{"name", "config", "runtime"}, &state)
	if err != nil {
		return nil, err
	}
	tells := shown{ID: vm.Reference().Value, Name: state.Name, Power: string(state.Runtime.PowerState), UUID: state.Config.Uuid,
		InstanceUUID: state.Config.InstanceUuid, Firmware: state.Config.Firmware, BootOrder: []string{}, MAC: []string{},
		ExtraConfig: map[string]string{}}
	if options := state.Config.BootOptions; options != nil {
		tells.EntersSetup = options.EnterBIOSSetup != nil && *options.EnterBIOSSetup
		tells.BootDelay = options.BootDelay
		for _, device := range options.BootOrder {
			tells.BootOrder = append(tells.BootOrder, kindOf(device))
		}
	}
	for _, device := range object.VirtualDeviceList(state.Config.Hardware.Device) {
		tells.see(device)
	}
	for _, entry := range state.Config.ExtraConfig { // the simulator appends: the last one counts
		value := entry.GetOptionValue()
		tells.ExtraConfig[value.Key] = fmt.Sprint(value.Value)
	}
	return tells, nil
}

func (s *shown) see(device types.BaseVirtualDevice) {
	if nic, ok := device.(types.BaseVirtualEthernetCard); ok {
		s.MAC = append(s.MAC, nic.GetVirtualEthernetCard().MacAddress)
	}
	drive, ok := device.(*types.VirtualCdrom)
	if !ok {
		return
	}
	s.CdDrives++
	if backing, ok := drive.Backing.(*types.VirtualCdromIsoBackingInfo); ok && s.ISO == "" {
		s.ISO = backing.FileName
		s.Connected = drive.Connectable != nil && drive.Connectable.Connected
	}
}

func kindOf(device types.BaseVirtualMachineBootOptionsBootableDevice) string {
	switch device.(type) {
	case *types.VirtualMachineBootOptionsBootableCdromDevice:
		return "cdrom"
	case *types.VirtualMachineBootOptionsBootableDiskDevice:
		return "disk"
	case *types.VirtualMachineBootOptionsBootableEthernetDevice:
		return "ethernet"
	case *types.VirtualMachineBootOptionsBootableFloppyDevice:
		return "floppy"
	}
	return "none"
}
