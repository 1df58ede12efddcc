// Prints the commands of etcdctl or etcdutl with their texts and flags as JSON.
package main

import (
	"os"
	_ "unsafe"

	"commands/tree"

	"github.com/spf13/cobra"
	_ "go.etcd.io/etcd/etcdctl/v3/ctlv3"
	"go.etcd.io/etcd/etcdutl/v3/etcdutl"
)

//go:linkname etcdctlRoot go.etcd.io/etcd/etcdctl/v3/ctlv3.rootCmd
var etcdctlRoot *cobra.Command

func main() {
	// In the order in which they were added.
	cobra.EnableCommandSorting = false
	c := etcdctlRoot
	if os.Args[1] == "etcdutl" {
		c = &cobra.Command{Use: "etcdutl", Short: "An administrative command line tool for etcd3.", SuggestFor: []string{"etcdutl"}}
		c.PersistentFlags().StringVarP(&etcdutl.OutputFormat, "write-out", "w", "simple", "set the output format (fields, json, protobuf, simple, table)")
		c.AddCommand(etcdutl.NewDefragCommand(), etcdutl.NewSnapshotCommand(), etcdutl.NewHashKVCommand(), etcdutl.NewVersionCommand(), etcdutl.NewCompletionCommand(), etcdutl.NewMigrateCommand())
	}
	tree.Print(c)
}
