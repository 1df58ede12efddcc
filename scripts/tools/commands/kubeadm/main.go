// Prints kubeadm's commands with their texts and flags as JSON.
package main

import (
	"flag"
	"os"

	"commands/tree"

	"github.com/spf13/cobra"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/cmd/kubeadm/app/cmd"
)

func main() {
	// In the order in which they were added.
	cobra.EnableCommandSorting = false
	// As app.Run adds them.
	var all flag.FlagSet
	klog.InitFlags(&all)
	c := cmd.NewKubeadmCommand(os.Stdin, os.Stdout, os.Stderr)
	all.VisitAll(func(f *flag.Flag) {
		if f.Name == "v" || f.Name == "vmodule" {
			c.PersistentFlags().AddGoFlag(f)
		}
	})
	tree.Print(c)
}
