// Prints kubectl's commands with their texts and flags as JSON.
package main

import (
	"commands/tree"

	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/logs"
	"k8s.io/kubectl/pkg/cmd"
)

func main() {
	c := cmd.NewDefaultKubectlCommand()
	c.SetGlobalNormalizationFunc(cliflag.WordSepNormalizeFunc)
	logs.AddFlags(c.PersistentFlags())
	tree.Print(c)
}
