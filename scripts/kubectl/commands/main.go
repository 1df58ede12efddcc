// Prints kubectl's commands with their texts and flags as JSON.
package main

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/logs"
	"k8s.io/kubectl/pkg/cmd"
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
	ShorthandDeprecated string `json:"shorthandDeprecated,omitempty"`
	Persistent bool   `json:"persistent,omitempty"`
	Required   bool   `json:"required,omitempty"`
	Normalized bool   `json:"normalized,omitempty"`
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
	DisableFlagParsing bool `json:"disableFlagParsing,omitempty"`
	DisableSuggestions bool `json:"disableSuggestions,omitempty"`
	Runnable   bool      `json:"runnable,omitempty"`
	HasArgs    bool      `json:"hasArgs,omitempty"`
	Usage      string    `json:"usage,omitempty"`
	Flags      []Flag    `json:"flags,omitempty"`
	Commands   []Command `json:"commands,omitempty"`
}

func flags(c *cobra.Command) []Flag {
	var out []Flag
	seen := map[string]bool{}
	c.LocalFlags() // merges
	add := func(persistent bool) func(f *pflag.Flag) {
		return func(f *pflag.Flag) {
			if seen[f.Name] { return }
			seen[f.Name] = true
			_, req := f.Annotations[cobra.BashCompOneRequiredFlag]
			out = append(out, Flag{Name: f.Name, Shorthand: f.Shorthand, Type: f.Value.Type(), Default: f.DefValue, NoOptDef: f.NoOptDefVal, Usage: f.Usage, Hidden: f.Hidden, Deprecated: f.Deprecated, ShorthandDeprecated: f.ShorthandDeprecated, Persistent: persistent, Required: req})
		}
	}
	c.PersistentFlags().VisitAll(add(true))
	c.LocalNonPersistentFlags().VisitAll(add(false))
	return out
}

func walk(c *cobra.Command) Command {
	c.InitDefaultHelpFlag()
	r := Command{Use: c.Use, Aliases: c.Aliases, SuggestFor: c.SuggestFor, Short: c.Short, Long: c.Long, Example: c.Example, Deprecated: c.Deprecated, Hidden: c.Hidden,
		DisableFlagsInUseLine: c.DisableFlagsInUseLine, DisableFlagParsing: c.DisableFlagParsing, DisableSuggestions: c.DisableSuggestions, Runnable: c.Runnable(), HasArgs: c.Args != nil, Flags: flags(c)}
	r.Usage = c.UseLine()
	for _, s := range c.Commands() {
		r.Commands = append(r.Commands, walk(s))
	}
	return r
}

func main() {
	home := os.Getenv("HOME")
	c := cmd.NewDefaultKubectlCommand()
	c.SetGlobalNormalizationFunc(cliflag.WordSepNormalizeFunc)
	logs.AddFlags(c.PersistentFlags())
	c.InitDefaultHelpCmd()
	c.InitDefaultCompletionCmd()
	b, _ := json.MarshalIndent(walk(c), "", " ")
	os.Stdout.WriteString(strings.ReplaceAll(string(b), home, "/home/learner"))
}
