// Prints kubeadm's commands with their texts and flags as JSON.
package main

import (
	"encoding/json"
	"flag"
	"os"
	"strings"

	"k8s.io/klog/v2"
	"k8s.io/kubernetes/cmd/kubeadm/app/cmd"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type Flag struct {
	Name       string `json:"name"`
	Shorthand  string `json:"shorthand,omitempty"`
	Type       string `json:"type"`
	Default    string `json:"default,omitempty"`
	NoOptDef   string `json:"noOptDef,omitempty"`
	Usage      string `json:"usage,omitempty"`
	Hidden     bool   `json:"hidden,omitempty"`
	Deprecated string `json:"deprecated,omitempty"`
	Persistent bool   `json:"persistent,omitempty"`
	Required   bool   `json:"required,omitempty"`
}

type Command struct {
	Use        string    `json:"use"`
	Aliases    []string  `json:"aliases,omitempty"`
	SuggestFor []string  `json:"suggestFor,omitempty"`
	Short      string    `json:"short,omitempty"`
	Long       string    `json:"long,omitempty"`
	Example    string    `json:"example,omitempty"`
	Deprecated string    `json:"deprecated,omitempty"`
	Hidden     bool      `json:"hidden,omitempty"`
	DisableFlagsInUseLine bool `json:"disableFlagsInUseLine,omitempty"`
	SilenceUsage bool `json:"silenceUsage,omitempty"`
	SilenceErrors bool `json:"silenceErrors,omitempty"`
	Runnable   bool      `json:"runnable,omitempty"`
	HasArgs    bool      `json:"hasArgs,omitempty"`
	Flags      []Flag    `json:"flags,omitempty"`
	Commands   []Command `json:"commands,omitempty"`
}

func flags(c *cobra.Command) []Flag {
	var out []Flag
	seen := map[string]bool{}
	c.LocalFlags()
	add := func(persistent bool) func(f *pflag.Flag) {
		return func(f *pflag.Flag) {
			if seen[f.Name] { return }
			seen[f.Name] = true
			_, req := f.Annotations[cobra.BashCompOneRequiredFlag]
			out = append(out, Flag{Name: f.Name, Shorthand: f.Shorthand, Type: f.Value.Type(), Default: f.DefValue, NoOptDef: f.NoOptDefVal, Usage: f.Usage, Hidden: f.Hidden, Deprecated: f.Deprecated, Persistent: persistent, Required: req})
		}
	}
	c.PersistentFlags().VisitAll(add(true))
	c.LocalNonPersistentFlags().VisitAll(add(false))
	return out
}

func walk(c *cobra.Command) Command {
	c.InitDefaultHelpFlag()
	r := Command{Use: c.Use, Aliases: c.Aliases, SuggestFor: c.SuggestFor, Short: c.Short, Long: c.Long, Example: c.Example, Deprecated: c.Deprecated, Hidden: c.Hidden,
		DisableFlagsInUseLine: c.DisableFlagsInUseLine, SilenceUsage: c.SilenceUsage, SilenceErrors: c.SilenceErrors, Runnable: c.Runnable(), HasArgs: c.Args != nil, Flags: flags(c)}
	for _, s := range c.Commands() {
		r.Commands = append(r.Commands, walk(s))
	}
	return r
}

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
	c.InitDefaultHelpCmd()
	c.InitDefaultCompletionCmd()
	b, _ := json.MarshalIndent(walk(c), "", " ")
	os.Stdout.WriteString(strings.ReplaceAll(string(b), os.Getenv("HOME"), "/home/learner"))
}
