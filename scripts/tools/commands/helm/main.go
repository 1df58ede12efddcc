// Prints helm's commands with their texts and flags as JSON.
package main

import (
	"os"

	"commands/tree"

	"github.com/spf13/cobra"
	helmcmd "helm.sh/helm/v4/pkg/cmd"
)

func main() {
	// In the order in which they were added.
	cobra.EnableCommandSorting = false
	c, err := helmcmd.NewRootCmd(os.Stdout, nil, helmcmd.SetupLogging)
	if err != nil {
		panic(err)
	}
	tree.Print(c)
}
